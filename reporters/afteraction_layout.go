package reporters

import (
	"fmt"
	"slices"
)

// chapter is a part of an after-action report: what every format writes.
type chapter struct {
	key, heading string
	text         []string
	registers    []register
	bullets      []string
}

// register is a table whose cells know what they are, so that each format writes
// them in its way.
type register struct {
	// title names it, and its sheet.
	title   string
	columns []registerColumn
	rows    [][]datum
	// drawn says that a page draws it; deep that only a few will read it; fill that
	// people write in it.
	drawn, deep, fill bool
}

// registerColumn is a column; ranged ones hold differences with their range.
type registerColumn struct {
	sheetColumn
	ranged bool
}

// datum is a cell: words, a number, or a difference.
type datum struct {
	text   string
	tone   tone
	metric *Metric
	e      Estimate
	// number: e's mean is the number. signed: it is a difference.
	number, signed bool
}

func wordy(title string, width float64) registerColumn {
	return registerColumn{sheetColumn: textColumn(title, width)}
}

func numeric(title string) registerColumn {
	return registerColumn{sheetColumn: numberColumn(title, 14)}
}

func ranging(title string) registerColumn {
	return registerColumn{sheetColumn: numberColumn(title, 15), ranged: true}
}

func said(s string) datum { return datum{text: shown(s)} }

func counts(n int64) datum { return figureOf(Count, float64(n)) }

func figureOf(u Unit, v float64) datum {
	return datum{metric: &Metric{Unit: u}, e: Estimate{Mean: v}, number: true}
}

// gap is a difference.
func gap(m Metric, e Estimate) datum { return datum{metric: &m, e: e, number: true, signed: true} }

// chapters are the whole report, in the order in which it is read.
func (a *AfterAction) chapters() []chapter {
	all := []chapter{a.overview(), a.course(), a.objectives(), a.decisions(), a.roads()}
	all = append(all,
		chapter{key: "strengths", heading: "Strengths", bullets: orSay(slices.Clone(a.Strengths), "No objective was rated as performed, and no figure speaks of a strength.")},
		chapter{key: "areas", heading: "Areas for improvement", bullets: orSay(slices.Clone(a.Areas), "No objective was rated as a challenge, and no figure speaks of one.")},
		a.plan(), a.injects(), a.unmodelled(), a.daily(), a.every(), a.rests())
	if len(a.Care) > 0 {
		all = append([]chapter{{key: careKey, heading: careHeading, bullets: slices.Clone(a.Care)}}, all...)
	}
	for i := range all {
		plainly(all[i].text)
		plainly(all[i].bullets)
		for k := range all[i].registers {
			all[i].registers[k].trim()
		}
	}
	return all
}

// plainly takes out of texts what would steer a terminal.
func plainly(texts []string) {
	for i := range texts {
		texts[i] = shown(texts[i])
	}
}

// trim takes out the columns of words that nobody wrote, unless people are to write in them.
func (r *register) trim() {
	if r.fill {
		return
	}
	for i := len(r.columns) - 1; i >= 0; i-- {
		written := func(row []datum) bool { return row[i].number || row[i].text != "" }
		if i == 0 || slices.ContainsFunc(r.rows, written) {
			continue
		}
		r.columns = slices.Delete(r.columns, i, i+1)
		for k := range r.rows {
			r.rows[k] = slices.Delete(r.rows[k], i, i+1)
		}
	}
}

// careKey is the chapter of what is easily misread.
const careKey = "care"

func orSay(lines []string, otherwise string) []string {
	if len(lines) == 0 {
		return []string{otherwise}
	}
	return lines
}

func (a *AfterAction) title() string { return shown("After action: " + a.Title) }

func (a *AfterAction) subtitle() string {
	text := a.Scenario + " · " + a.Organisation
	if a.Organisation == "" {
		text = a.Scenario
	}
	return shown(text + ". " + period(&a.Subject))
}

// overview is who played what, when, and how customers stood in the end.
func (a *AfterAction) overview() chapter {
	modelled, only := 0, 0
	for i := range a.Decisions {
		if a.Decisions[i].Does != "" {
			modelled++
		} else {
			only++
		}
	}
	rated := 0
	for _, o := range a.Objectives {
		if o.Rating != "" {
			rated++
		}
	}
	judged := ""
	if len(a.Objectives) > 0 {
		judged = fmt.Sprintf("%s of %s rated", count(rated), count(len(a.Objectives)))
	}
	ended := a.Reached
	if !a.Ended {
		ended += " (the exercise has not been ended)"
	}
	facts := register{title: "Overview", columns: []registerColumn{wordy("", 24), wordy("", 90)}}
	for _, f := range [][2]string{
		{"Scenario", a.Scenario},
		{"About", a.Story},
		{"Organisation", a.Organisation},
		{"Who played", list(a.Teams)},
		{"Played", a.Clock},
		{"Simulated from", a.Began},
		{"Simulated to", ended},
		{"Turns", count(a.Turns)},
		{"Decisions", fmt.Sprintf("%s modelled, %s in words only", count(modelled), count(only))},
		{"Objectives", judged},
		{"Chance lived in", fmt.Sprintf("replication %s of seed %d", count(a.LivedIn), a.Seed)},
	} {
		if f[1] != "" {
			facts.rows = append(facts.rows, []datum{said(f[0]), said(f[1])})
		}
	}
	stood := register{
		title: "Customers when play ended",
		columns: []registerColumn{
			wordy("customers", 22), wordy("", 24), numeric("on time"), numeric("of those due"), numeric("overdue"), numeric("open"),
			numeric("lost"), numeric("delivered"), numeric("placed"),
		},
	}
	if a.Priced {
		stood.columns = append(stood.columns, numeric("revenue"))
	}
	last := ""
	for _, s := range a.Standing {
		share := said("–")
		if s.OnTime >= 0 {
			share = figureOf(Share, s.OnTime)
		}
		who := s.Customers
		if who == last {
			who = ""
		}
		last = s.Customers
		row := []datum{said(who), said(s.Case), share, counts(s.Due), counts(s.Overdue), counts(s.Open), counts(s.Lost), counts(s.Delivered), counts(s.Placed)}
		if a.Priced {
			row = append(row, figureOf(Money, money(s.Revenue)))
		}
		stood.rows = append(stood.rows, row)
	}
	return chapter{key: "overview", heading: "Overview", registers: []register{facts, stood}}
}

// course is what happened, in order.
func (a *AfterAction) course() chapter {
	r := register{title: "Timeline", columns: []registerColumn{wordy("when", 26), wordy("clock", 8), wordy("what", 14), wordy("who", 22), wordy("", 90)}}
	for _, h := range a.Timeline {
		r.rows = append(r.rows, []datum{said(h.When), said(h.Clock), said(h.Kind), said(h.Who), said(h.Text)})
	}
	return chapter{key: "timeline", heading: "Timeline", registers: []register{r}}
}

// objectives are those of the exercise with ratings and words, and the notes.
func (a *AfterAction) objectives() chapter {
	c := chapter{key: "objectives", heading: "Objectives"}
	r := register{title: "Objectives", columns: []registerColumn{wordy("objective", 50), wordy("rating", 30), wordy("in the evaluator’s words", 60), wordy("tested by injects", 12)}}
	for i := range a.Objectives {
		o := &a.Objectives[i]
		rating := datum{text: o.Rating, tone: bad}
		switch {
		case o.Met:
			rating.tone = good
		case o.Rating == "":
			rating = datum{text: "not rated", tone: quietly}
		}
		r.rows = append(r.rows, []datum{said(o.Text), rating, said(o.Words), said(o.Tested)})
	}
	if len(r.rows) == 0 {
		c.text = []string{"The exercise names no objectives."}
	} else {
		c.registers = append(c.registers, r)
	}
	n := register{title: "Notes", columns: []registerColumn{wordy("when", 26), wordy("who", 20), wordy("about", 40), wordy("note", 80)}}
	for _, r := range a.Remarks {
		n.rows = append(n.rows, []datum{said(r.When), said(r.Who), said(r.About), said(r.Text)})
	}
	if len(n.rows) > 0 {
		c.registers = append(c.registers, n)
	}
	return c
}

// hereTitle and oftenTitle head the two accounts.
const hereTitle = "in this room"

// blankRows are lines of the plan to be filled by hand.
const blankRows = 4

// plan is the improvement plan: the areas, and room for who does what until when.
func (a *AfterAction) plan() chapter {
	r := register{title: "Improvement plan", fill: true, columns: []registerColumn{wordy("no.", 6), wordy("area", 70), wordy("what to do", 50), wordy("owner", 22), wordy("date", 16)}}
	for i, area := range slices.Concat(a.Areas, make([]string, blankRows)) {
		r.rows = append(r.rows, []datum{said(count(i + 1)), said(area), said(""), said(""), said("")})
	}
	return chapter{key: "plan", heading: "Improvement plan", registers: []register{r}}
}

// injects are the event list as it was played.
func (a *AfterAction) injects() chapter {
	r := register{title: "Injects as fired", columns: []registerColumn{
		numeric("no."), wordy("came", 26), wordy("status", 22), wordy("planned", 24), wordy("inject", 70), wordy("from", 18), wordy("to", 18), wordy("method", 14),
		wordy("expected action", 50), wordy("objective", 40), wordy("controller", 16),
	}}
	for _, d := range a.Injects {
		text := d.Text
		if d.Does != "" {
			text += " (" + d.Does + ")"
		}
		r.rows = append(r.rows, []datum{counts(int64(d.Number)), said(d.When), said(d.Status), said(d.Planned), said(text), said(d.From), said(d.To), said(d.Method), said(d.ExpectedAction), said(d.Objective), said(d.Controller)})
	}
	c := chapter{key: "injects", heading: "Injects as fired", registers: []register{r}}
	if len(r.rows) == 0 {
		c.registers, c.text = nil, []string{"There were no injects."}
	}
	return c
}

// unmodelled are decisions in words alone.
func (a *AfterAction) unmodelled() chapter {
	r := register{title: "Decisions not modelled", columns: []registerColumn{wordy("", 6), wordy("when", 26), wordy("who", 20), wordy("in their words", 80), wordy("why", 50)}}
	for i := range a.Decisions {
		if d := &a.Decisions[i]; d.Does == "" {
			r.rows = append(r.rows, []datum{said(d.Name), said(d.When), said(d.Who), said(d.Words), said(d.Reason)})
		}
	}
	c := chapter{key: "unmodelled", heading: "Decisions not modelled"}
	if len(r.rows) == 0 {
		c.text = []string{"Every decision was put into the model."}
		return c
	}
	c.text = []string{"These stand in the record and changed nothing in the figures: what they would have done is for people to judge."}
	c.registers = []register{r}
	return c
}

// daily is the table behind the picture of the session.
func (a *AfterAction) daily() chapter {
	r := register{title: "Overdue day by day", deep: true, columns: []registerColumn{wordy("end of", 22), numeric(CaseRoom), numeric(CaseNobody), numeric(CaseUsual)}}
	for i, d := range a.Course {
		when := d.Day.String()
		if i == len(a.Course)-1 {
			when = "when play ended"
		}
		r.rows = append(r.rows, []datum{said(when), counts(d.Room), counts(d.Nobody), counts(d.Usual)})
	}
	return chapter{key: "daily", heading: "Orders overdue, day by day", registers: []register{r}}
}

// every is what was weighed, in every replication.
func (a *AfterAction) every() chapter {
	all := append(a.weighed(a.Decisions, true), a.weighed(a.Roads, false)...)
	c := chapter{key: "every", heading: "Every replication"}
	if len(all) == 0 {
		c.text = []string{"Nothing was played again that could differ."}
		return c
	}
	r := register{title: "Every replication", deep: true, columns: []registerColumn{numeric("replication")}}
	net := MoneyMetrics()[position(MoneyMetrics(), "net")]
	for _, w := range all {
		r.columns = append(r.columns, numeric(w.name+", "+w.worth.Judged.Label))
		if a.Priced {
			r.columns = append(r.columns, numeric(w.name+", "+net.Label))
		}
	}
	for k := range a.Replications {
		row := []datum{counts(int64(k + 1))}
		for _, w := range all {
			row = append(row, gap(w.worth.Judged, Estimate{Mean: w.worth.Dots[k], Certainty: Single}))
			if a.Priced {
				row = append(row, gap(net, Estimate{Mean: w.worth.MoneyDots[k], Certainty: Single}))
			}
		}
		r.rows = append(r.rows, row)
	}
	c.registers = []register{r}
	return c
}

// rests is what the figures rest on.
func (a *AfterAction) rests() chapter {
	c := chapter{key: "rests", heading: "What it rests on"}
	for i, run := range a.Played {
		if i > 0 {
			c.bullets = append(c.bullets, fmt.Sprintf("Played by itself: %s.", run.Name))
		}
	}
	c.bullets = append(c.bullets, a.Notes...)
	c.bullets = append(c.bullets,
		fmt.Sprintf("Orders of all kinds of customers whose orders have a value are counted together where no kind is named: %s.", list(a.counted())),
		fmt.Sprintf("Seed %d, replication %s lived in, %s replications played again by %s. The session saved as a scenario gives the same with ripple run.", a.Seed, count(a.LivedIn), count(a.Replications), madeBy(a.Ripple, a.Go)))
	return c
}

// counted are the kinds of customers that count together.
func (a *AfterAction) counted() []string {
	var all []string
	for i, who := range a.Customers {
		if a.Paying[i] {
			all = append(all, who)
		}
	}
	return all
}
