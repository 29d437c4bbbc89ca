/** Just enough of protobuf to measure it: pods written with the field numbers of kubernetes/api, and read by number, the rest skipped by length. */
interface PodParts {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Readonly<Record<string, string>>; readonly filler: string };
  readonly spec: { readonly nodeName: string; readonly serviceAccountName: string; readonly containers: readonly { readonly name: string; readonly image: string; readonly ports: readonly { readonly name: string; readonly containerPort: number; readonly protocol: string }[]; readonly env: readonly { readonly name: string; readonly value: string }[]; readonly filler: string }[] };
  readonly status: { readonly phase: string; readonly podIP: string; readonly hostIP: string };
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 0x7f) | 0x80);
  }
}

const bytesField = (number: number, content: Buffer | string): Buffer => {
  const body = typeof content === "string" ? Buffer.from(content) : content;
  return Buffer.concat([varint((number << 3) | 2), varint(body.length), body]);
};
const numberField = (number: number, value: number): Buffer => Buffer.concat([varint(number << 3), varint(value)]);

export function encodePod({ metadata, spec, status }: PodParts): Buffer {
  const labels = Object.entries(metadata.labels).map(([key, value]) => bytesField(11, Buffer.concat([bytesField(1, key), bytesField(2, value)])));
  const containers = spec.containers.map(({ name, image, ports, env, filler }) => bytesField(2, Buffer.concat([
    bytesField(1, name), bytesField(2, image),
    ...ports.map((port) => bytesField(6, Buffer.concat([bytesField(1, port.name), numberField(3, port.containerPort), bytesField(4, port.protocol)]))),
    ...env.map((one) => bytesField(7, Buffer.concat([bytesField(1, one.name), bytesField(2, one.value)]))),
    bytesField(13, filler),
  ])));
  return Buffer.concat([
    bytesField(1, Buffer.concat([bytesField(1, metadata.name), bytesField(3, metadata.namespace), ...labels, bytesField(17, metadata.filler)])),
    bytesField(2, Buffer.concat([...containers, bytesField(8, spec.serviceAccountName), bytesField(10, spec.nodeName)])),
    bytesField(3, Buffer.concat([bytesField(1, status.phase), bytesField(5, status.hostIP), bytesField(6, status.podIP)])),
  ]);
}

type Visit = (number: number, from: number, to: number, value: number) => void;

/** Calls for every field of a message; a length-delimited one has its range, a number its value. */
function fields(bytes: Buffer, start: number, end: number, visit: Visit): void {
  let at = start;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  };
  while (at < end) {
    const tag = number();
    if ((tag & 7) === 0) visit(tag >>> 3, 0, 0, number());
    else {
      const length = number();
      visit(tag >>> 3, at, at + length, 0);
      at += length;
    }
  }
}

/** The pod as an object of the API, with the fields that are kept and no others. */
export function readPod(bytes: Buffer): Readonly<Record<string, unknown>> {
  const text = (from: number, to: number): string => bytes.toString("utf8", from, to);
  const metadata: Record<string, unknown> = {};
  const labels: Record<string, string> = {};
  const spec: Record<string, unknown> = {};
  const containers: unknown[] = [];
  const status: Record<string, unknown> = {};
  fields(bytes, 0, bytes.length, (part, from, to) => {
    if (part === 1) fields(bytes, from, to, (number, start, end) => {
      if (number === 1) metadata["name"] = text(start, end);
      else if (number === 3) metadata["namespace"] = text(start, end);
      else if (number === 11) pair(start, end, (key, value) => (labels[key] = value));
    });
    else if (part === 2) fields(bytes, from, to, (number, start, end) => {
      if (number === 2) containers.push(container(start, end));
      else if (number === 8) spec["serviceAccountName"] = text(start, end);
      else if (number === 10) spec["nodeName"] = text(start, end);
    });
    else fields(bytes, from, to, (number, start, end) => {
      if (number === 1) status["phase"] = text(start, end);
      else if (number === 5) status["hostIP"] = text(start, end);
      else if (number === 6) status["podIP"] = text(start, end);
    });
  });
  return { apiVersion: "v1", kind: "Pod", metadata: { ...metadata, labels }, spec: { ...spec, containers }, status };

  function pair(start: number, end: number, each: (key: string, value: string) => void): void {
    let key = "";
    let value = "";
    fields(bytes, start, end, (number, from, to) => (number === 1 ? (key = text(from, to)) : (value = text(from, to))));
    each(key, value);
  }

  function container(start: number, end: number): unknown {
    const found: Record<string, unknown> = {};
    const ports: unknown[] = [];
    const env: unknown[] = [];
    fields(bytes, start, end, (number, from, to) => {
      if (number === 1) found["name"] = text(from, to);
      else if (number === 2) found["image"] = text(from, to);
      else if (number === 6) {
        const port: Record<string, unknown> = {};
        fields(bytes, from, to, (field, first, last, value) => (port[field === 1 ? "name" : field === 3 ? "containerPort" : "protocol"] = field === 3 ? value : text(first, last)));
        ports.push(port);
      } else if (number === 7) pair(from, to, (name, value) => env.push({ name, value }));
    });
    return { ...found, ports, env };
  }
}
