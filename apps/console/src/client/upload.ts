import { apiUrl } from './api.ts';
import { ApiProblem, problemFrom } from './problem.ts';

/** Sends one file as multipart field `file`; `onProgress` gets 0…1. Throws `ApiProblem`. */
export function upload<T>(path: string, file: Blob, name: string, onProgress: (part: number) => void = () => undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append('file', file, name);
    const xhr = new XMLHttpRequest();
    xhr.open('POST', apiUrl(path));
    xhr.setRequestHeader('X-Shuping', '1');
    xhr.upload.onprogress = (e) => e.lengthComputable && onProgress(e.loaded / e.total);
    xhr.onerror = () => reject(new ApiProblem(0, { code: 'network.away' }));
    xhr.onload = () => {
      let body: unknown;
      try {
        body = JSON.parse(xhr.responseText) as unknown;
      } catch {
        body = undefined;
      }
      if (xhr.status >= 200 && xhr.status < 300) resolve(body as T);
      else reject(problemFrom(xhr.status, body, xhr.getResponseHeader('X-Trace-Id') ?? undefined));
    };
    xhr.send(form);
  });
}
