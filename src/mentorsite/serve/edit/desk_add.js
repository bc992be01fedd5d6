// What is added to a list or to things with ids: its id, and what it says from the start.

export function identifier(text) {
  return text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/[\u0300-\u036f]/g, "").replace(/^-+|-+$/g, "");
}

// `tell` says what is missing, if something is.
export function newPart(button, tell) {
  const adder = button.closest(".adder");
  const [input, type] = [adder.querySelector("input"), adder.querySelector("select")];
  const { things, new: nameKey, alike } = button.dataset;
  const name = input.value.trim();
  if (!name) {
    tell("Write what it is called first.");
    input.focus();
    return null;
  }
  const id = identifier(name);
  if (type && !type.value && [...type.options].some((each) => each.value === id)) type.value = id; // its name says it
  if (type && !type.value) {
    tell(`Choose first: ${type.labels[0].textContent}.`);
    type.focus();
    return null;
  }
  const named = nameKey ? { [nameKey]: name } : {};
  const typed = type ? { [type.dataset.key]: type.value } : {};
  const made = { ...(type && type.dataset.key === "type" ? { ...typed, ...named } : { ...named, ...typed }), ...Object.fromEntries(JSON.parse(alike)) };
  const alone = things ? "" : name;
  return { key: things && id, value: Object.keys(made).length ? made : alone };
}
