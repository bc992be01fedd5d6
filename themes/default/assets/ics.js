// Calendar files (RFC 5545) that are made in the browser.
const calendarFile = (function () {
  "use strict";

  const bytes = new TextEncoder();

  function escaped(text) {
    return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, "").replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  }

  // A line has at most 75 octets; what is more goes on below, after a space.
  function folded(line) {
    let text = "";
    let width = 0;
    for (const character of line) {
      const size = bytes.encode(character).length;
      if (width + size > 75) {
        text += "\r\n ";
        width = 1;
      }
      text += character;
      width += size;
    }
    return text;
  }

  function joined(lines) {
    return lines.map((line) => `${folded(line)}\r\n`).join("");
  }

  function compact(day) {
    return day.replace(/-/g, "");
  }

  function dayAfter(day) {
    const date = new Date(day);
    date.setUTCDate(date.getUTCDate() + 1);
    return date.toISOString().slice(0, 10);
  }

  function stamp() {
    return new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  }

  function save(name, text) {
    const link = document.createElement("a");
    link.download = `${name}.ics`;
    link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
    link.click();
    URL.revokeObjectURL(link.href);
  }

  return { escaped, joined, compact, dayAfter, stamp, save };
})();
