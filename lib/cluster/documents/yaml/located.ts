import { type ParsedNode, isMap, isScalar, isSeq } from "yaml";
import type { Located } from "../located.ts";

/** @param end where the text ends that belongs to the node */
export function locatedNode(node: ParsedNode, end: number = node.range[2]): Located {
  return { start: node.range[0], end, part: (step) => partOf(node, step) };
}

function partOf(node: ParsedNode, step: string | number): Located | undefined {
  if (isSeq(node)) return typeof step === "number" ? located(node.items[step]) : undefined;
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && key.source === step);
  return located(pair?.value) ?? located(pair?.key);
}

const located = (node: unknown): Located | undefined => (isNode(node) ? locatedNode(node) : undefined);

const isNode = (node: unknown): node is ParsedNode => typeof node === "object" && node !== null && "range" in node;
