// 注释可以用中文
export function words(count: number): string {
  return `述职报告已提交${count}`;
}
