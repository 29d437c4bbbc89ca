const LEAST = 100;
const MOST = 100_000;

/** What a company of so many pods has of the rest. */
export interface Size {
  readonly pods: number;
  readonly namespaces: number;
  readonly policies: number;
  readonly nodes: number;
}

/** 5,000 pods: 300 namespaces, 1,500 policies, 100 nodes. */
export function sizeOf(pods: number): Size {
  const namespaces = Math.max(9, Math.round(pods * 0.06));
  return { pods, namespaces, policies: namespaces * 5, nodes: Math.max(3, Math.ceil(pods / 50)) };
}

export const SCALE_FORM = `a number of pods from ${LEAST} to ${MOST}`;

/** @returns undefined for what is no size of a company */
export function parseScale(text: string): number | undefined {
  const pods = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  return pods >= LEAST && pods <= MOST ? pods : undefined;
}
