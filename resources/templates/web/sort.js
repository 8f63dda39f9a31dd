for (const table of document.querySelectorAll("table[data-sort]")) {
  const body = table.tBodies[0];
  const first = [...body.rows];
  [...table.querySelectorAll("th[data-column]")].forEach((head) => {
    const column = Number(head.dataset.column), button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.onclick = () => {
      const falling = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : "falling" in head.dataset;
      for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      const value = (row) => row.cells[column].dataset.value ?? "";
      body.append(...first.slice().sort((a, b) => {
        const one = value(a), two = value(b), sign = falling ? -1 : 1;
        if (one === "" || two === "") return (one === "") - (two === "");
        return sign * (isNaN(one) || isNaN(two) ? one.localeCompare(two, document.documentElement.lang) : one - two);
      }));
    };
  });
}
