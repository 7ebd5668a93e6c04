import { Injectable } from '@nestjs/common';
import type { DemoLogin } from '@shuping/contracts';

/** Logins of a demonstration, shown on its sign-in page; the demo data names them at start. */
@Injectable()
export class DemoLogins {
  items: readonly DemoLogin[] = [];
}
