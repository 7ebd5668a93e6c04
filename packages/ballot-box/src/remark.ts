/** Where a remark stands among the marks of a subject. */
export const REMARK = '~';
/** Characters of a remark; every request is made as long as remarks of this length would make it. */
export const REMARK_LENGTH = 120;
