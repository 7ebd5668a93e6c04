// Jest's own environment makes the world of a spec behind a proxy, and every use of a global (Math, Map, Promise…) asks it: several times slower than it need be.
// Here the world has a plain global object; what jest puts into it is the same.
import { TestEnvironment } from 'jest-environment-node';
import vm from 'node:vm';

const { createContext } = vm;

export default class PlainEnvironment extends TestEnvironment {
  constructor(config, context) {
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
