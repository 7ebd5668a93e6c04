/** Version of the meaning of all node kinds and of the grading rules. It is stored with every result; a change that could alter any figure raises it. */
export const ENGINE_VERSION = 'shuping-scoring@1';
