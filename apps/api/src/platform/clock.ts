/** The one source of time: no rule reads the system clock or SQL `now()`. */
export abstract class Clock {
  /** Latest known instant, without waiting; inside a unit of work take `tx.now`. */
  abstract now(): Date;
  /** Current instant; a clock that is shared over nodes asks for it. */
  abstract read(): Promise<Date>;
}

/** Time of the machine. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  read(): Promise<Date> {
    return Promise.resolve(this.now());
  }
}
