package reporters

import (
	"fmt"
	"math"
	"slices"

	"ripple/sim"
)

// Held says what orders of one kind of holder waited for: many may wait for one.
type Held struct {
	// Name is the flow of what was waited for, or the supplier who delivered it.
	Name string
	// Waits is how many waits of counted orders it ended, Hours how long these were.
	Waits, Hours Estimate
	// Holders is how many of it there were, Took how long these took themselves.
	Holders, Took Estimate
}

// upstream is the ledger with waits led to what they were held by; nil where
// nothing in the model is waited for like that.
func (b *builder) upstream(arm, against int) *Ledger {
	if b.world(0, arm).Upstream[against] == nil {
		return nil
	}
	return b.books(func(i int) books { return b.world(i, arm).Upstream[against] }, nil)
}

// held estimates what an arm's orders waited for; what nobody ever waited for is
// left out.
func (b *builder) held(arm int) []Held {
	var all []Held
	for kind := range b.world(0, arm).Held {
		per := func(of func(h *sim.HeldResult) float64) Estimate {
			s := sample{num: make([]float64, len(b.result.Worlds))}
			for i := range s.num {
				s.num[i] = of(&b.world(i, arm).Held[kind])
			}
			return level(s, b.seed)
		}
		h := Held{
			Waits:   per(func(h *sim.HeldResult) float64 { return float64(h.Waits) }),
			Hours:   per(func(h *sim.HeldResult) float64 { return hours(h.Waited) }),
			Holders: per(func(h *sim.HeldResult) float64 { return float64(h.Holders) }),
			Took:    per(func(h *sim.HeldResult) float64 { return hours(h.Took) }),
		}
		h.Name = b.holderName(kind)
		if slices.ContainsFunc(b.result.Worlds, func(arms []sim.World) bool {
			return slices.ContainsFunc(arms, func(w sim.World) bool { return len(w.Held) > kind && w.Held[kind].Waits > 0 })
		}) {
			all = append(all, h)
		}
	}
	return all
}

// holderName is the flow, or behind the flows the supplier, of what is waited for.
func (b *builder) holderName(kind int) string {
	if n := len(b.model.Flows); kind >= n {
		return b.model.Suppliers[kind-n].Name
	}
	return b.model.Flows[kind].Name
}

// moved is how the hours of a ledger that is led upstream differ from those by
// where the orders stood, the most first.
func moved(o *Option) []LedgerRow {
	if o.Upstream == nil {
		return nil
	}
	var rows []LedgerRow
	for _, row := range o.Upstream.Rows {
		row.Hours.Mean -= hoursOf(o.Ledger, row.Department, row.Cause)
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b LedgerRow) int {
		switch {
		case a.Hours.Mean > b.Hours.Mean:
			return -1
		case a.Hours.Mean < b.Hours.Mean:
			return 1
		}
		return 0
	})
	return rows
}

// ledAway is how many hours come out elsewhere than where the orders stood.
func ledAway(rows []LedgerRow) (sum float64) {
	for _, row := range rows {
		sum += math.Max(0, row.Hours.Mean)
	}
	return sum
}

// led says in words what leading waits upstream has moved when nobody responds.
func (l layout) led() string {
	rows := moved(l.r.DoNothing())
	line := "Waits for pieces and for other work are led to what held these up."
	if all := ledAway(rows); len(rows) > 0 && math.Round(all) > 0 {
		line += fmt.Sprintf(" When nobody responds, %s h come out elsewhere than where the orders stood, most of all at %s: %s (%s h).",
			l.f.bare(Count, math.Round(all), scale{1, 0, ""}), rows[0].Name, rows[0].Cause, l.wholeHours(rows[0].Hours.Mean))
	}
	return line
}

// worthSaying is the least share of the customers' delay that has to come from
// elsewhere to be said aloud.
const worthSaying = 0.05

// elsewhere says how much of the customers' delay comes from elsewhere than where
// their orders stood, and from whom most of all; "" when hardly any does.
func (t teller) elsewhere() string {
	o := t.r.DoNothing()
	rows := moved(o)
	if len(rows) == 0 || !told(o.Ledger.Total) || o.Ledger.Total.Mean <= 0 {
		return ""
	}
	away := ledAway(rows)
	if away < worthSaying*o.Ledger.Total.Mean || math.Round(away) == 0 {
		return ""
	}
	whole := func(v float64) string { return formatter{}.bare(Count, math.Round(v), scale{1, 0, ""}) }
	if away >= o.Ledger.Total.Mean { // elsewhere orders take less time than before
		return fmt.Sprintf("That orders take %s h longer is owed to others than those with whom they stood, most of all to %s.", whole(o.Ledger.Total.Mean), rows[0].Name)
	}
	return fmt.Sprintf("Of the %s h that orders take longer, %s h are owed to others than those with whom they stood, most of all to %s.",
		whole(o.Ledger.Total.Mean), whole(away), rows[0].Name)
}

// leadsAway tells whether leading waits upstream moves any time in any option.
func (l layout) leadsAway() bool {
	for i := range l.r.Options {
		if math.Round(ledAway(moved(&l.r.Options[i]))) > 0 {
			return true
		}
	}
	return false
}

// notable tells whether orders waited for something of a kind otherwise than when
// nothing goes wrong: by an hour and a twentieth in some option.
func (l layout) notable(kind int) bool {
	usual := l.r.Baseline().Held[kind].Hours.Mean
	return slices.ContainsFunc(l.r.Options, func(o Option) bool {
		return math.Abs(o.Held[kind].Hours.Mean-usual) > math.Max(1, usual/20)
	})
}

// manyForOne shows what orders waited for, and how many waited for how few, where
// that changes.
func (l layout) manyForOne() []block {
	var blocks []block
	g := &grid{
		header: []string{"waited for", "", "orders", "hours", "for how many", "which took hours"},
		right:  []bool{false, false, true, true, true, true},
	}
	whole := func(e Estimate) cell { return text(l.f.bare(Count, e.Mean, scaleOf(Count, e.Mean))) }
	hours := func(e Estimate) cell { return text(l.f.bare(Count, math.Round(e.Mean), scale{1, 0, ""})) }
	for k, h := range l.r.Baseline().Held {
		if !l.notable(k) {
			continue
		}
		for i := range l.r.Options {
			o := &l.r.Options[i]
			name := ""
			if i == sim.Baseline {
				name = h.Name
			}
			own := &o.Held[k]
			at := func(c cell, e Estimate, k string) cell { return c.at(e, "held", key(o.Name), key(h.Name), k) }
			g.rows = append(g.rows, []cell{
				text(name), text(l.name(o)), at(whole(own.Waits), own.Waits, "waits"), at(hours(own.Hours), own.Hours, "hours"),
				at(whole(own.Holders), own.Holders, "holders"), at(hours(own.Took), own.Took, "holder_hours"),
			})
		}
	}
	if len(g.rows) > 0 {
		blocks = append(blocks, block{heading: "What orders waited for", table: g, lines: []string{"Waits that ended, a replication: many orders may wait for one replenishment or one piece of other work, which then counts once."}})
	}
	return blocks
}

// WaitedForDoc is what orders waited for, of one kind, in one option.
type WaitedForDoc struct {
	Waits   EstimateDoc `json:"waits" jsonschema:"waits of counted orders that it ended"`
	Hours   EstimateDoc `json:"hours" jsonschema:"how long these waits were together"`
	Holders EstimateDoc `json:"holders" jsonschema:"how many of it these waits were for"`
	Took    EstimateDoc `json:"holder_hours" jsonschema:"how long these took themselves, until the first wait ended"`
}

// addUpstream adds what is led upstream of one option.
func (d *Document) addUpstream(r *Report, o *Option) {
	name := key(o.Name)
	if o.Upstream != nil {
		d.Upstream[name] = ledgerDoc(r, o.Upstream)
	}
	if o.GainUpstream != nil {
		d.GainUpstream[name] = ledgerDoc(r, o.GainUpstream)
	}
	if len(o.Held) > 0 {
		d.Held[name] = map[string]WaitedForDoc{}
	}
	for _, h := range o.Held {
		d.Held[name][key(h.Name)] = WaitedForDoc{estimateDoc(h.Waits), estimateDoc(h.Hours), estimateDoc(h.Holders), estimateDoc(h.Took)}
	}
}
