/// How the page looks, on a screen and on paper.
enum PageStyle {
  static let text = """
    :root { color-scheme: light; --ink: #1d2329; --quiet: #5b6670; --rule: #dfe3e6; --done: #2f6f63; --going: #86a8c9; --stays: #dba53a; --warn: #9c1c1c; --link: #1a5276; }
    * { box-sizing: border-box; }
    body { font: 15px/1.45 "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: #fff; max-width: 84em; margin: 0 auto; padding: 1.4em 1.6em 4em; }
    header { display: flex; flex-wrap: wrap; gap: .4em 2em; align-items: baseline; justify-content: space-between; }
    h1 { font-size: 1.65em; font-weight: 600; margin: 0; letter-spacing: -.01em; }
    h2 { font-size: 1.2em; font-weight: 600; margin: 2.2em 0 .5em; }
    h3 { font-size: 1em; font-weight: 600; margin: 1.4em 0 .3em; }
    p { margin: .5em 0; }
    a { color: var(--link); text-decoration-color: #b9c9d4; text-underline-offset: 2px; }
    a.i { white-space: nowrap; }
    #search { display: flex; gap: .6em; align-items: baseline; }
    #search[hidden] { display: none; }
    #find { font: inherit; width: 24em; max-width: 60vw; padding: .35em .6em; border: 1px solid #aeb8c0; border-radius: 4px; }
    #find:focus { outline: 2px solid var(--going); outline-offset: 0; }
    .stamp, small { color: var(--quiet); font-size: .9em; }
    #stale { background: #fdf3dc; border-left: 4px solid var(--stays); padding: .4em .8em; }
    ol.todo { margin: 1em 0 0; padding-left: 2.1em; }
    ol.todo > li { margin: 0 0 .9em; padding-left: .2em; }
    ol.todo > li::marker { font-weight: 600; color: var(--quiet); }
    ol.todo ul { margin: .2em 0 0; padding-left: 1.1em; max-width: 72em; }
    ol.todo ul li { margin: .25em 0; }
    li.urgent > strong { color: var(--warn); }
    strong { font-weight: 600; }
    #results { background: #f5f7f8; border: 1px solid var(--rule); border-radius: 3px; padding: .7em 1em 1em; margin: .8em 0 1.4em; }
    #results h2 { margin: 0 0 .4em; }
    .tiles { display: flex; flex-wrap: wrap; gap: .8em; margin: 1.4em 0 0; padding: 0; list-style: none; }
    .tiles li { border: 1px solid var(--rule); border-top: 3px solid var(--rule); border-radius: 3px; padding: .5em .9em .6em; min-width: 11.5em; }
    .tiles .part0 { border-top-color: var(--done); } .tiles .part1 { border-top-color: var(--going); } .tiles .part2 { border-top-color: var(--stays); }
    .tiles a { text-decoration: none; color: inherit; display: block; }
    .tiles b { font-size: 1.5em; font-weight: 600; font-variant-numeric: tabular-nums; display: block; line-height: 1.2; }
    .tiles span { display: block; color: var(--quiet); font-size: .9em; }
    table { border-collapse: collapse; width: 100%; font-size: .92em; }
    table.narrow { width: auto; min-width: 34em; }
    table.narrow .n { padding-left: 1.4em; }
    th, td { text-align: left; vertical-align: top; padding: .32em .9em .32em 0; border-bottom: 1px solid var(--rule); }
    th:last-child, td:last-child { padding-right: 0; }
    th { font-weight: 600; }
    thead th { color: var(--quiet); border-bottom: 1px solid #98a3ab; white-space: nowrap; font-size: .93em; }
    tr.sum td, tr.sum th { border-top: 1px solid #98a3ab; font-weight: 600; }
    th[scope=rowgroup] { padding-top: 1.1em; }
    .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .n + :not(.n) { padding-left: .9em; }
    .t { white-space: nowrap; font-variant-numeric: tabular-nums; }
    tr:has(+ tr.finding) > td, tr:has(+ tr.history) > td { border-bottom-color: transparent; }
    tr.finding td { padding: 0 0 .5em 1.2em; color: var(--ink); }
    tr.finding td > div { border-left: 3px solid #c3ccd2; padding-left: .7em; max-width: 74em; }
    tr.finding.stays td > div { border-left-color: var(--stays); }
    tr.finding.error td > div { border-left-color: var(--warn); }
    tr.finding small { white-space: nowrap; }
    tr.history > td { padding: 0 0 .9em 1.2em; }
    .past { background: #f5f7f8; border-left: 3px solid var(--going); padding: .5em .9em; font-size: .96em; }
    .past p { margin: .2em 0; color: var(--quiet); }
    .chart { display: block; width: 100%; max-width: 46em; height: auto; margin: .2em 0 .6em; font-size: 11px; }
    .chart line { stroke: var(--rule); stroke-width: 1; }
    .chart text { fill: var(--quiet); font-variant-numeric: tabular-nums; }
    .chart text.n { text-anchor: end; } .chart text.m { text-anchor: middle; }
    .chart .part0 { fill: var(--done); } .chart .part1 { fill: var(--going); } .chart .part2 { fill: var(--stays); }
    .key { display: flex; flex-wrap: wrap; gap: .2em 1.4em; margin: .2em 0; padding: 0; list-style: none; color: var(--quiet); font-size: .9em; }
    .key li::before { content: ""; display: inline-block; width: .8em; height: .8em; margin-right: .45em; border-radius: 2px; background: var(--rule); }
    .key .part0::before { background: var(--done); } .key .part1::before { background: var(--going); } .key .part2::before { background: var(--stays); }
    code { font-family: Consolas, "DejaVu Sans Mono", monospace; font-size: .93em; background: #eef1f3; padding: 0 .25em; border-radius: 2px; }
    footer { margin-top: 3em; border-top: 1px solid var(--rule); padding-top: .6em; color: var(--quiet); font-size: .9em; max-width: 74em; }
    @media print {
      @page { margin: 14mm 12mm; }
      body { max-width: none; padding: 0; font-size: 9.5pt; }
      #search, #stale, noscript { display: none; }
      .chart { max-width: 32em; }
      .chart, .key li::before, .tiles li { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      h2, h3 { break-after: avoid; }
      thead { display: table-header-group; }
      tr, li, .chart { break-inside: avoid; }
      tr:has(+ tr.finding), tr:has(+ tr.history) { break-after: avoid; }
      a { color: inherit; text-decoration: none; }
    }
    """
}
