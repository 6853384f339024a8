// Makes the fonts of the papers: see README.md beside this file. Run once; what comes out is kept in the repository.
// npm install subset-font@2.9.0 @expo-google-fonts/noto-sans-sc@0.4.3 && node subset.mjs FOLDER
import fs from "node:fs";
import path from "node:path";
import subsetFont from "subset-font";

const FROM = "node_modules/@expo-google-fonts/noto-sans-sc";
const to = process.argv[2] ?? ".";

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join("");
}

/** Rows of GB 2312: 1-9 signs, 16-55 the 3,755 everyday characters, 56-87 the 3,008 others. */
function gb2312(firstRow, lastRow) {
  const decoder = new TextDecoder("gb2312");
  let text = "";
  for (let row = firstRow; row <= lastRow; row++) {
    for (let cell = 1; cell <= 94; cell++) {
      const character = decoder.decode(new Uint8Array([0xa0 + row, 0xa0 + cell]));
      if (!character.includes("\ufffd")) text += character;
    }
  }
  return text;
}

const latin = range(0x20, 0x7e) + range(0xa0, 0x24f) + range(0x2010, 0x205e) + range(0x20a0, 0x20bf) + range(0x2190, 0x2193);
// Look like another sign and share its glyph: a reader's program would copy these instead of the other, so they are left out.
const doubles = /[\u2012\u2027\u2035\u301c]/g;
const signs = latin + range(0x3000, 0x303f) + range(0xff00, 0xffef) + gb2312(1, 9);

const fonts = [
  ["400Regular/NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf", signs + gb2312(16, 87)],
  ["700Bold/NotoSansSC_700Bold.ttf", "NotoSansSC-Bold.ttf", signs + gb2312(16, 55)],
];
for (const [source, target, characters] of fonts) {
  const whole = fs.readFileSync(path.join(FROM, source));
  const part = await subsetFont(whole, characters.replace(doubles, ""), { targetFormat: "sfnt" });
  fs.writeFileSync(path.join(to, target), part);
  console.log(`${target}: ${part.length} of ${whole.length} bytes`);
}
