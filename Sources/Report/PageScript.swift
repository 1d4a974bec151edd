/// The script of the page: search, and the history of an item below its row.
///
/// Everything that must be read stands in the page without it. It only ever makes texts of what it finds in the
/// data blocks, never markup.
enum PageScript {
  /// SHA-256 of `text`, by which the page allows this script and no other.
  static let digest = "x48cI3daqaTkUf0J4DjSuKHBaIQgcu9kzEJ/H3mMzI8="

  static let text = #"""
    "use strict";
    (() => {
      const data = (id) => JSON.parse(document.getElementById(id).textContent);
      const items = data("items"), past = data("past");
      const [KEY, NAME, DATE, ORGANIZATION, CONNECTOR, STATUS, PLACE, TRANSFER, NUMBER, TOTAL, CURRENCY, BALANCE,
        PAID, BATCH, SET, ATTEMPTS, TXNID] = [...Array(17).keys()];
      const numbers = new Set([TOTAL, BALANCE]);
      const columns = [[KEY, "item"], [DATE, "date"], [NAME, "name"], [ORGANIZATION, "organization"],
        [CONNECTOR, "connector"], [STATUS, "status"], [TRANSFER, "transfer date"], [NUMBER, "number"],
        [TOTAL, "total"], [CURRENCY, "currency"], [BALANCE, "balance"], [PAID, "paid"], [SET, "set"]];
      const shownAtOnce = 100;
      const byKey = new Map(items.map((item) => [item[KEY], item]));
      const oneConnector = new Set(items.map((item) => item[CONNECTOR])).size < 2;

      const element = (tag, text, kind) => {
        const made = document.createElement(tag);
        if (text !== undefined) made.textContent = text;
        if (kind) made.className = kind;
        return made;
      };
      const row = (cells, tag, isNumber) => {
        const made = element("tr");
        cells.forEach((cell, at) => made.append(element(tag, cell, isNumber(at) ? "n" : "")));
        return made;
      };
      const table = (heads, isNumber) => {
        const made = element("table", undefined, "items"), head = element("thead");
        head.append(row(heads, "th", isNumber));
        made.append(head, element("tbody"));
        return made;
      };

      // Search

      const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
      let folded;
      const matching = (words) => {
        folded ??= items.map((item) => fold(item.join("\u0001")) + "\u0001" + item[TOTAL].replaceAll(",", ""));
        return items.filter((_, at) => words.every((word) => folded[at].includes(word)));
      };
      const money = (cents) => {
        const text = String(cents < 0n ? -cents : cents).padStart(3, "0");
        return (cents < 0n ? "-" : "") + text.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",") + "." + text.slice(-2);
      };
      const sums = (found) => {
        const table = new Map();
        for (const item of found) {
          if (!item[TOTAL]) continue;
          table.set(item[CURRENCY], (table.get(item[CURRENCY]) ?? 0n) + BigInt(item[TOTAL].replace(/[,.]/g, "")));
        }
        return [...table].sort().map(([currency, cents]) => money(cents) + (currency && " " + currency)).join(" and ");
      };
      const box = document.getElementById("find"), results = document.getElementById("results");
      const search = () => {
        results.replaceChildren();
        const words = fold(box.value).split(/\s+/).filter(Boolean);
        results.hidden = words.length === 0;
        if (results.hidden) return;
        const exact = byKey.get(box.value.trim());
        const found = exact ? [exact] : matching(words), shown = found.slice(0, shownAtOnce), sum = sums(found);
        results.append(element("h2", found.length === 0
          ? results.dataset.none
          : `Found: ${found.length.toLocaleString("en-US")} item${found.length === 1 ? "" : "s"}${sum && ", " + sum}`));
        if (found.length === 0) return;
        const used = columns.filter(([at]) =>
          !(at === CONNECTOR && oneConnector) && shown.some((item) => item[at] !== ""));
        const made = table(used.map(([, title]) => title), (at) => numbers.has(used[at][0]));
        for (const item of shown) {
          const line = element("tr");
          for (const [at] of used) {
            const cell = element("td", at === KEY ? undefined : item[at], numbers.has(at) ? "n" : "");
            if (at === KEY) {
              const link = element("a", item[KEY], "i");
              link.href = "#" + encodeURI(item[KEY]);
              cell.append(link);
            }
            line.append(cell);
          }
          made.tBodies[0].append(line);
          // The reasons stand in the page already, below the item's own row.
          let why = document.getElementById(item[KEY])?.nextElementSibling;
          for (; why?.classList.contains("finding"); why = why.nextElementSibling) {
            const copy = why.cloneNode(true);
            copy.cells[0].colSpan = used.length;
            made.tBodies[0].append(copy);
          }
        }
        results.append(made);
        if (shown.length < found.length) {
          results.append(element("p", `The first ${shown.length} are shown, newest first. More words find fewer.`));
        }
      };

      // History

      const heads = ["time", "action", "result", "set", "attempt", "number", "TxnID", "Autotask", "QuickBooks", "code",
        "message", "by"];
      const isAmount = (at) => at === 4 || at === 7 || at === 8;
      const history = (key) => {
        const made = element("div", undefined, "past"), item = byKey.get(key), events = past[key] ?? [];
        const facts = item ? [["is", PLACE], ["batch", BATCH], ["attempts", ATTEMPTS], ["TxnID", TXNID]]
          .filter(([, at]) => item[at]).map(([word, at]) => `${word} ${item[at]}`) : [];
        if (facts.length) made.append(element("p", facts.join(" · ")));
        if (events.length) {
          const used = heads.map((_, at) => at).filter((at) => events.some((event) => event[at]));
          const lines = table(used.map((at) => heads[at]), (at) => isAmount(used[at]));
          for (const event of events) {
            lines.tBodies[0].append(row(used.map((at) => event[at]), "td", (at) => isAmount(used[at])));
          }
          made.append(lines);
        }
        const before = document.getElementById("past").dataset.before;
        if (before || !events.length) {
          made.append(element("p", `${before || "Nothing has happened to it yet."} autopost history ${key}`));
        }
        return made;
      };
      const toggle = (line, key, open) => {
        // Below the reasons, which belong to the row.
        let last = line, next;
        while ((next = last.nextElementSibling)?.classList.contains("finding")) last = next;
        if (next?.classList.contains("history")) { if (!open) next.remove(); return; }
        const below = element("tr", undefined, "history"), cell = element("td");
        cell.colSpan = line.cells.length;
        cell.append(history(key));
        below.append(cell);
        last.after(below);
      };
      const show = (key) => {
        let line = document.getElementById(key);
        if (line?.tagName !== "TR") {
          box.value = key;
          search();
          line = results.querySelector("tbody tr");
        }
        if (!line) return;
        toggle(line, key, true);
        line.scrollIntoView({ block: "center" });
      };
      const follow = () => {
        const name = decodeURIComponent(location.hash.slice(1));
        if (name.startsWith("find:")) {
          box.value = name.slice(5);
          search();
        } else if (byKey.has(name) || past[name]) show(name);
      };

      // Ages are those of the page until it is looked at.

      const age = (since) => {
        const minutes = Math.floor((Date.now() - Date.parse(since)) / 60000);
        const words = (count, noun) => `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
        if (!(minutes >= 1)) return "just now";
        if (minutes < 120) return words(minutes, "minute");
        if (minutes < 2880) return words(Math.floor(minutes / 60), "hour");
        return words(Math.floor(minutes / 1440), "day");
      };
      for (const time of document.querySelectorAll("time.age")) time.textContent = age(time.dateTime);
      const written = document.querySelector("time.written"), stale = document.getElementById("stale");
      if (Date.now() - Date.parse(written.dateTime) > 30 * 3600000) {
        stale.textContent = `This page was written ${age(written.dateTime)} ago. It is written anew when something`
          + " changes; if something should have, see whether autopost runs.";
        stale.hidden = false;
      }

      document.addEventListener("click", (event) => {
        const link = event.target.closest("a.i");
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const key = decodeURIComponent(link.hash.slice(1)), line = link.closest("tr");
        if (line) toggle(line, key, false);
        else show(key);
      });
      box.addEventListener("input", search);
      window.addEventListener("hashchange", follow);
      document.getElementById("search").hidden = false;
      follow();
      document.documentElement.dataset.ready = "yes";
    })();

    """#
}
