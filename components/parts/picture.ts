/** Dots for each pixel, so that small text stays readable where the picture is scaled. */
const DENSITY = 2;

/** Draws an SVG document with a width and a height as a PNG. Nothing leaves the browser. @rejects where it cannot be drawn */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(image.naturalWidth * DENSITY);
  canvas.height = Math.ceil(image.naturalHeight * DENSITY);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("the browser draws no pictures");
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the browser makes no PNG"))), "image/png"));
}
