import { Body, Patch, Put } from '@nestjs/common';
import { Version } from '../../platform/http/version.ts';

export class CarelessController {
  @Put(':id')
  save(@Body() body: object): object { return body; }

  @Patch(':id')
  patch(@Version() version: number): number { return version; }
}
