import { Injectable } from '@nestjs/common'; export const planted = Injectable;
