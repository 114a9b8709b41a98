// A table as a workbook (Office Open XML), made in the browser: a ZIP of stored files, all cells text or numbers.
"use strict";
window.workbook = (() => {
  const table = new Uint32Array(256).map((_, n) => {
    for (let k = 0; k < 8; k += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n;
  });
  const crc = (bytes) => {
    let value = 0xffffffff;
    for (const byte of bytes) value = table[(value ^ byte) & 0xff] ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  };
  const xml = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, " ")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

  const zip = (files) => {
    const parts = [];
    const directory = [];
    let offset = 0;
    const encoder = new TextEncoder();
    for (const [name, text] of files) {
      const path = encoder.encode(name);
      const data = encoder.encode(text);
      const fields = new DataView(new ArrayBuffer(26));
      fields.setUint16(0, 20, true);
      fields.setUint16(2, 0x0800, true);
      fields.setUint16(8, 0x21, true);
      fields.setUint32(10, crc(data), true);
      fields.setUint32(14, data.length, true);
      fields.setUint32(18, data.length, true);
      fields.setUint16(22, path.length, true);
      const common = new Uint8Array(fields.buffer);
      parts.push(new Uint8Array([0x50, 0x4b, 3, 4]), common, path, data);
      const rest = new DataView(new ArrayBuffer(14));
      rest.setUint32(10, offset, true);
      directory.push(new Uint8Array([0x50, 0x4b, 1, 2, 20, 0]), common, new Uint8Array(rest.buffer), path);
      offset += 30 + path.length + data.length;
    }
    const size = directory.reduce((sum, part) => sum + part.length, 0);
    const end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, 0x06054b50, true);
    end.setUint16(8, files.length, true);
    end.setUint16(10, files.length, true);
    end.setUint32(12, size, true);
    end.setUint32(16, offset, true);
    return new Blob([...parts, ...directory, new Uint8Array(end.buffer)], { type: `${types}.sheet` });
  };

  return (rows, numeric) => {
    const cell = (text, place, line) =>
      line > 0 && numeric[place] && text !== "" && Number.isFinite(Number(text))
        ? `<c><v>${Number(text)}</v></c>`
        : `<c t="inlineStr"><is><t xml:space="preserve">${xml(text.slice(0, 32767))}</t></is></c>`;
    const data = rows.map((row, line) => `<row>${row.map((text, place) => cell(text, place, line)).join("")}</row>`);
    return zip([
      ["[Content_Types].xml", `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`],
      ["_rels/.rels", `${head}<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
      ["xl/workbook.xml", `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Table" sheetId="1" r:id="r1"/></sheets></workbook>`],
      ["xl/_rels/workbook.xml.rels", `${head}<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`],
      ["xl/worksheets/sheet1.xml", `${head}<worksheet xmlns="${main}"><sheetData>${data.join("")}</sheetData></worksheet>`],
    ]);
  };
})();
