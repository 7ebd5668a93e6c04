import { Injectable } from '@nestjs/common';
import type { LayerImportIn } from '@shuping/contracts';
import { err, type Problem, type Result } from '@shuping/kernel';
import { readSchemeFile } from '@shuping/scheme';
import type { AppPrincipal } from '../../../platform/authz/index.ts';
import { CreateLayerHandler } from './create-layer.handler.ts';

const SHOWN = 50;

/** A layer file becomes a draft (R-B7). A broken file, or one of a newer format, is refused with its findings and changes nothing. */
@Injectable()
export class ImportLayerHandler {
  constructor(private readonly creating: CreateLayerHandler) {}

  execute(who: AppPrincipal, input: LayerImportIn): Promise<Result<{ id: string }, Problem>> {
    const read = readSchemeFile(input.text);
    if (!read.ok) {
      const issues = read.error.slice(0, SHOWN).map(({ code, path, params }) => ({ code, at: path, ...(params ? { params: { ...params } } : {}) }));
      return Promise.resolve(err({ code: read.error.some((one) => one.code === 'file.format-newer') ? 'layer.file-newer' : 'layer.file-broken', at: '/text', issues }));
    }
    if (read.value.kind !== 'layer') return Promise.resolve(err({ code: 'layer.not-a-layer', at: '/text' }));
    return this.creating.fromLayer(who, input, read.value.layer);
  }
}
