package reporters

import (
	"fmt"
	"strings"
)

// rival is an option with its differences, as a spreadsheet's tables list it.
type rival struct {
	scenario, option string
	against          []string // what each difference is to
	value            *Outcomes
	differences      []*Outcomes // nil for none
}

// metrics writes a sheet for every family: a row for each of its rows, metrics and
// options, with the result, its range, and each difference with its range and
// what it says.
func (b *workbook) metrics(s *Subject, rivals []rival, kinds []string) {
	several := false
	for _, r := range rivals {
		several = several || r.scenario != ""
	}
	for _, f := range s.families() {
		columns := []sheetColumn{textColumn("who", 20), textColumn("number", 20), textColumn("better", 8)}
		nameless := len(f.names) == 1 && f.names[0] == ""
		if nameless {
			columns = columns[1:]
		}
		if several {
			columns = append(columns, textColumn("scenario", 22))
		}
		columns = append(columns, textColumn("option", 22))
		fixed := len(columns)
		columns = append(columns, numberColumn("result", 15), numberColumn("from", 15), numberColumn("to", 15), textColumn("note", 18))
		for _, k := range kinds {
			if len(kinds) == 1 {
				columns = append(columns, textColumn("compared with", 26))
			}
			columns = append(columns, numberColumn(k, 15), numberColumn("from", 15), numberColumn("to", 15), textColumn("says", 18))
		}
		sh := b.sheet(f.title, fixed, columns...)
		for i, name := range f.names {
			for j, m := range f.of(i) {
				for _, r := range rivals {
					var cells []any
					if !nameless {
						cells = append(cells, name)
					}
					cells = append(cells, m.Label, betterWord(m))
					if several {
						cells = append(cells, r.scenario)
					}
					cells = append(cells, r.option)
					e := f.rows(r.value)[i][j]
					cells = append(cells, estimateCells(m.Unit, e)...)
					for k := range kinds {
						if len(kinds) == 1 {
							cells = append(cells, tinted{r.against[k], quietly})
						}
						if r.differences[k] != nil {
							cells = append(cells, differenceCells(m, f.rows(r.differences[k])[i][j])...)
						} else {
							cells = append(cells, nil, nil, nil, nil)
						}
					}
					sh.add(cells...)
				}
			}
		}
		sh.filter(len(columns))
	}
}

// estimateCells are a value, the ends of its range and why there is none.
func estimateCells(u Unit, e Estimate) []any {
	doc := estimateDoc(e)
	return []any{figure{u, float64(doc.Mean)}, figure{u, float64(doc.Low)}, figure{u, float64(doc.High)}, tinted{noteText(e), quietly}}
}

// differenceCells are a difference, the ends of its range and what it says.
func differenceCells(m Metric, e Estimate) []any {
	doc := estimateDoc(e)
	says, look := verdictOn(m, e), quietly
	switch says {
	case "better":
		look = good
	case "worse":
		look = bad
	case "":
		if says = noteText(e); says == "" {
			says = "not clear"
		}
	}
	return []any{
		tinted{sum{m.Unit, float64(doc.Mean)}, look},
		sum{m.Unit, float64(doc.Low)}, sum{m.Unit, float64(doc.High)}, tinted{says, look},
	}
}

// noteText says why an estimate has no range, "" when it has one.
func noteText(e Estimate) string {
	switch e.Certainty {
	case NoneSeen:
		return "none seen in " + count(e.Replications)
	case TooRare:
		return rareText(e)
	}
	return notes[e.Certainty]
}

// expectations writes what was expected and what was found.
func (b *workbook) expectations(verdicts []Verdict) {
	if len(verdicts) == 0 {
		return
	}
	sh := b.sheet("Expected", 1, textColumn("expected", 44), textColumn("scenario", 22), textColumn("answer", 12),
		numberColumn("found", 15), numberColumn("from", 15), numberColumn("to", 15), textColumn("note", 24))
	for _, v := range verdicts {
		look := quietly
		switch v.Outcome {
		case Passed:
			look = good
		case Failed:
			look = bad
		}
		cells := append([]any{v.Text, v.Scenario, tinted{string(v.Outcome), look}}, estimateCells(v.Of.Unit, v.Found)...)
		if v.Found.Certainty == Undefined {
			cells[len(cells)-1] = v.Of.Label
		}
		sh.add(cells...)
	}
}

// summary is the page to read first.
func (b *workbook) summary(title, subtitle string, sentences, caveats []string) {
	const width = 90
	sh := b.sheet("Summary", 0)
	b.try(b.f.SetColWidth("Summary", "A", "A", width+5))
	sh.add(heading(title))
	sh.paragraph(subtitle, width)
	sh.add()
	for _, s := range sentences {
		sh.paragraph(s, width)
	}
	if len(caveats) > 0 {
		sh.add()
		sh.add(heading("Read with care"))
		for _, c := range caveats {
			sh.paragraph(c, width)
		}
	}
	sh.add()
	sh.add(heading("How to read the sheets"))
	for _, p := range []string{
		"A row holds one number of one option: the result, the range that holds it with 95 % confidence (from, to), then each difference with its range, taken replication by replication.",
		"Better and worse stand where the range excludes zero; not clear means that the difference cannot be told from chance. Differences of shares are points: +18.4% is 18.4 percentage points.",
		"Filter the rows with the arrows in the header. The last sheets hold what all this rests on.",
	} {
		sh.paragraph(p, width)
	}
}

// assumptions are what a result rests on, then the files themselves.
func (b *workbook) assumptions(s *Subject, ripple, golang string, notes []string, sources []Source) {
	const valueWidth, whereWidth, whyWidth = 60, 40, 50
	sh := b.sheet("Assumptions", 1, textColumn("assumption", 34), textColumn("value", valueWidth+4), textColumn("where", whereWidth+4), textColumn("what is said", whyWidth+4))
	sh.add("organisation", s.Organisation)
	sh.add("currency", s.Currency)
	sh.add("first day counted", date(s.From.Date))
	sh.add("last day counted", date(s.Until.Date))
	sh.add("replications", s.Replications)
	sh.add("seed", s.Seed)
	sh.add("confidence of ranges", figure{Share, Confidence})
	sh.add("version of ripple", ripple)
	sh.add("version of Go", golang)
	for _, n := range notes {
		sh.add("assumed", prose(n))
		sh.wrap([]string{n}, []int{valueWidth})
	}
	for _, source := range sources {
		for _, m := range source.Marks {
			where := fmt.Sprintf("%s, line %d: %s", source.Title, m.Line, m.Place)
			sh.add(m.Kind, prose(m.Said), prose(where), prose(m.Why))
			sh.wrap([]string{m.Said, where, m.Why}, []int{valueWidth, whereWidth, whyWidth})
		}
	}
	sh.filter(4)
	files := b.sheet("Files", 2, textColumn("file", 30), numberColumn("line", 8), textColumn("as written", 150))
	for _, source := range sources {
		for i, line := range strings.Split(strings.TrimRight(source.Text, "\n"), "\n") {
			files.add(source.Title, i+1, strings.TrimRight(line, "\r"))
		}
	}
	files.filter(3)
}
