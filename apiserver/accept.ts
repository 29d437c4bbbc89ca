import { Refusal } from "./status.ts";

/** The shape that a client asked for. */
export interface Representation {
  readonly as: "object" | "table" | "partial";
  readonly yaml: boolean;
}

interface MediaRange {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const SHAPES = [
  { as: "table", names: ["Table"] },
  { as: "partial", names: ["PartialObjectMetadata", "PartialObjectMetadataList"] },
] as const;

/** @throws Refusal 406 where nothing that the client takes can be made */
export function representation(accept: string | undefined): Representation {
  for (const { type, parameters } of mediaRanges(accept ?? "*/*")) {
    const as = parameters.get("as");
    const shape = as === undefined ? "object" : parameters.get("g") === "meta.k8s.io" && parameters.get("v") === "v1" ? SHAPES.find(({ names }) => names.some((name) => name === as))?.as : undefined;
    if (shape === undefined) continue;
    if (["application/json", "application/*", "*/*"].includes(type)) return { as: shape, yaml: false };
    if (type === "application/yaml" && shape === "object") return { as: shape, yaml: true };
  }
  throw notAcceptable();
}

const notAcceptable = (): Refusal => new Refusal("NotAcceptable", "only the following media types are accepted: application/json, application/yaml");

/** Those with the highest `q` first. */
export function mediaRanges(accept: string): readonly MediaRange[] {
  const ranges = accept.split(",").map((range) => {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim());
    return { type: type.toLowerCase(), parameters: new Map(parameters.map((parameter) => splitAt(parameter, parameter.indexOf("=")))) };
  });
  return ranges.sort((one, other) => quality(other) - quality(one));
}

const quality = ({ parameters }: MediaRange): number => Number(parameters.get("q") ?? 1);

const splitAt = (text: string, at: number): [string, string] => (at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)]);
