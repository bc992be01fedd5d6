// Loaded when it is needed: puts what was signed on screen into a form's Word file: what was drawn as a picture, and that
// a signature no longer holds, with why, below it.
const wordSigned = (function () {
  "use strict";

  const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
  const A = "http://schemas.openxmlformats.org/drawingml/2006/main";
  const PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture";
  const RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
  const TYPES = "http://schemas.openxmlformats.org/package/2006/content-types";
  const SCALE = 3; // dots of the picture for each of what was drawn on
  const EMU = 360000; // of Word's units, a centimetre
  const HIGHEST = 1.2 * EMU;
  const WIDEST = 6 * EMU;

  // ------------------------------------------------------------- on the page

  // What the page shows of each signature: its name, the picture where it was drawn, and why it no longer holds.
  async function onPage() {
    const blocks = [...document.querySelectorAll(".signature[data-signed]")];
    return Promise.all(blocks.map(async function (block, index) {
      const picture = block.querySelector(".signed-mark svg");
      return {
        name: `signature__${block.dataset.signer}`,
        picture: picture && { ...(await drawn(picture)), label: picture.getAttribute("aria-label"), part: `signature-${index + 1}.png` },
        void: block.dataset.signed === "void" ? reasons(block) : [],
      };
    }));
  }

  function reasons(block) {
    return [...block.querySelectorAll(".signed [role=status], .signed li")].map((each) => each.textContent);
  }

  // A drawing as a PNG file, in black on nothing.
  async function drawn(picture) {
    const { x, y, width, height } = picture.viewBox.baseVal;
    const sheet = Object.assign(document.createElement("canvas"), { width: width * SCALE, height: height * SCALE });
    const pen = sheet.getContext("2d");
    pen.scale(SCALE, SCALE);
    pen.translate(-x, -y);
    Object.assign(pen, { lineWidth: 3, lineCap: "round", lineJoin: "round" });
    pen.stroke(new Path2D(picture.querySelector("path").getAttribute("d")));
    const file = await new Promise((resolve) => { sheet.toBlob(resolve, "image/png"); });
    return { bytes: new Uint8Array(await file.arrayBuffer()), wide: width, high: height };
  }

  // ------------------------------------------------------------- in the file

  function element(body, space, name, attributes = {}, ...children) {
    const made = body.ownerDocument.createElementNS(space, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  }

  function run(body, { wide, high, label, part }, number) {
    const scale = Math.min(HIGHEST / high, WIDEST / wide);
    const size = { cx: Math.round(wide * scale), cy: Math.round(high * scale) };
    const about = { id: number, name: part, descr: label };
    const image = element(body, A, "a:blip");
    image.setAttributeNS(R, "r:embed", part);
    const picture = element(body, PIC, "pic:pic", {},
      element(body, PIC, "pic:nvPicPr", {}, element(body, PIC, "pic:cNvPr", about), element(body, PIC, "pic:cNvPicPr")),
      element(body, PIC, "pic:blipFill", {}, image, element(body, A, "a:stretch", {}, element(body, A, "a:fillRect"))),
      element(body, PIC, "pic:spPr", {},
        element(body, A, "a:xfrm", {}, element(body, A, "a:off", { x: 0, y: 0 }), element(body, A, "a:ext", size)),
        element(body, A, "a:prstGeom", { prst: "rect" }, element(body, A, "a:avLst"))));
    const inline = element(body, WP, "wp:inline", { distT: 0, distB: 0, distL: 0, distR: 0 },
      element(body, WP, "wp:extent", size), element(body, WP, "wp:docPr", about),
      element(body, A, "a:graphic", {}, element(body, A, "a:graphicData", { uri: PIC }, picture)));
    const made = element(body, body.namespaceURI, "w:r");
    made.append(element(body, body.namespaceURI, "w:drawing", {}, inline));
    return made;
  }

  // Shows each signature in its control; `tools` are those of word.js.
  function show(body, controls, signed, { child, tagOf, paragraph }) {
    const ids = [...body.getElementsByTagNameNS(WP, "docPr")].map((each) => Number(each.getAttribute("id")));
    const last = Math.max(0, ...ids);
    signed.forEach(function ({ name, picture, void: reasons }, index) {
      const [control] = controls.get(tagOf(name)) || [];
      if (!control) return;
      if (picture) draw(control, run(body, picture, last + index + 1), child);
      const notes = reasons.map((text) => paragraph(body, "FormHelp", text));
      control.closest("p").after(...notes);
    });
  }

  function draw(control, made, child) {
    const properties = child(control, "sdtPr");
    ["text", "showingPlcHdr"].forEach(function (name) {
      const found = child(properties, name);
      if (found) found.remove(); // a control of plain text holds no picture
    });
    child(control, "sdtContent").replaceChildren(made);
  }

  // Puts the pictures into the file, and says there what they are.
  async function add(parts, signed) {
    const pictures = signed.map(({ picture }) => picture).filter(Boolean);
    if (!pictures.length) return;
    for (const { part, bytes } of pictures) parts.set(`word/media/${part}`, await zipFile.packed(bytes));
    await change(parts, "word/_rels/document.xml.rels", function (root) {
      pictures.forEach(({ part }) => root.append(element(root, RELATIONSHIPS, "Relationship", { Id: part, Type: `${R}/image`, Target: `media/${part}` })));
    });
    await change(parts, "[Content_Types].xml", function (root) {
      if ([...root.children].some((each) => each.getAttribute("Extension") === "png")) return;
      root.append(element(root, TYPES, "Default", { Extension: "png", ContentType: "image/png" }));
    });
  }

  async function change(parts, name, action) {
    const xml = new TextDecoder().decode(await zipFile.content(parts.get(name)));
    const made = new DOMParser().parseFromString(xml, "application/xml");
    const root = made.documentElement;
    action(root);
    const text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${new XMLSerializer().serializeToString(root)}`;
    parts.set(name, await zipFile.packed(new TextEncoder().encode(text)));
  }

  return { onPage, show, add };
})();
