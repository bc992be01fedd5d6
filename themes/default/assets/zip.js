// Loaded when it is needed: takes a zip file apart and makes one, with what browsers have for its streams.
const zipFile = (function () {
  "use strict";

  const END = 0x06054b50;
  const ENTRY = 0x02014b50;
  const PART = 0x04034b50;
  const LENGTH_OF_END = 22;
  const LENGTH_OF_ENTRY = 46;
  const LENGTH_OF_PART = 30;
  const DEFLATED = 8;
  const VERSION = 20;
  const NAMES_ARE_UTF8 = 0x0800;
  const FIRST_DAY = 0x0021; // 1 January 1980: a zip file knows none before

  const TABLE = Uint32Array.from({ length: 256 }, function (_, byte) {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });

  function crc32(bytes) {
    let value = 0xffffffff;
    bytes.forEach((byte) => { value = (value >>> 8) ^ TABLE[(value ^ byte) & 0xff]; });
    return (value ^ 0xffffffff) >>> 0;
  }

  // Whether this browser can.
  function works() {
    try {
      return Boolean(new DecompressionStream("deflate-raw") && new CompressionStream("deflate-raw"));
    } catch {
      return false; // it has no such stream, or not this way to pack
    }
  }

  async function through(bytes, stream) {
    return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
  }

  // ------------------------------------------------------------------- reading

  // The parts of a file by name, packed as they are.
  function read(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = endOf(view);
    const parts = new Map();
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
      if (view.getUint32(at, true) !== ENTRY) throw new Error("This is no zip file.");
      const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
      const start = at + LENGTH_OF_ENTRY;
      parts.set(new TextDecoder().decode(bytes.subarray(start, start + name)), part(view, bytes, at));
      at = start + name + extra + comment;
    }
    return parts;
  }

  // Where the list of parts ends. A comment of any length may stand below.
  function endOf(view) {
    for (let at = view.byteLength - LENGTH_OF_END; at >= 0; at -= 1) {
      if (view.getUint32(at, true) === END) return at;
    }
    throw new Error("This is no zip file.");
  }

  function part(view, bytes, entry) {
    const [crc, packed, size, at] = [16, 20, 24, 42].map((offset) => view.getUint32(entry + offset, true));
    const start = at + LENGTH_OF_PART + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    return { method: view.getUint16(entry + 10, true), crc, size, packed: bytes.subarray(start, start + packed) };
  }

  function content({ method, packed }) {
    return method === DEFLATED ? through(packed, new DecompressionStream("deflate-raw")) : packed;
  }

  // ------------------------------------------------------------------- writing

  async function packed(bytes) {
    const made = await through(bytes, new CompressionStream("deflate-raw"));
    return { method: DEFLATED, crc: crc32(bytes), size: bytes.length, packed: made };
  }

  // A file of the parts, in their order.
  function write(parts) {
    const written = [];
    const entries = [];
    let at = 0;
    parts.forEach(function (each, name) {
      const bytes = new TextEncoder().encode(name);
      const about = [[2, NAMES_ARE_UTF8], [2, each.method], [2, 0], [2, FIRST_DAY], [4, each.crc], [4, each.packed.length], [4, each.size], [2, bytes.length], [2, 0]];
      const head = numbers([[4, PART], [2, VERSION], ...about]);
      entries.push(numbers([[4, ENTRY], [2, VERSION], [2, VERSION], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), bytes);
      written.push(head, bytes, each.packed);
      at += head.length + bytes.length + each.packed.length;
    });
    const length = entries.reduce((sum, each) => sum + each.length, 0);
    const end = numbers([[4, END], [2, 0], [2, 0], [2, parts.size], [2, parts.size], [4, length], [4, at], [2, 0]]);
    return [...written, ...entries, end];
  }

  // Numbers as bytes: each with how many it takes.
  function numbers(each) {
    const made = new DataView(new ArrayBuffer(each.reduce((sum, [length]) => sum + length, 0)));
    let at = 0;
    each.forEach(function ([length, value]) {
      if (length === 2) made.setUint16(at, value, true);
      else made.setUint32(at, value, true);
      at += length;
    });
    return new Uint8Array(made.buffer);
  }

  return { crc32, works, read, content, packed, write };
})();
