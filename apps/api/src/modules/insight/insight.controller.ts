import { Controller, Get } from '@nestjs/common';
import { TodoCounts, TodosOut } from '@shuping/contracts';
import { SignedIn, Who, type AppPrincipal } from '../../platform/authz/index.ts';
import { Returns } from '../../platform/http/index.ts';
import { TodosQueries } from './todos.queries.ts';

/** What waits for me. */
@Controller('todos')
export class InsightController {
  constructor(private readonly todos: TodosQueries) {}

  @Get()
  @SignedIn()
  @Returns(TodosOut)
  list(@Who() who: AppPrincipal) {
    return this.todos.list(who);
  }

  @Get('counts')
  @SignedIn()
  @Returns(TodoCounts)
  counts(@Who() who: AppPrincipal) {
    return this.todos.counts(who);
  }
}
