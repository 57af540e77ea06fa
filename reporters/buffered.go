package reporters

import (
	"fmt"
	"math"

	"ripple/sim"
)

// BufferedRow says what became of how much later things came that orders may wait for: those of one
// flow, or from one supplier, each compared with itself. Late is PassedOn and Absorbed.
type BufferedRow struct {
	Name string
	// Items is how many of them took longer or less, a mean per replication.
	Items Estimate
	// Late is by how many hours longer they took, PassedOn how much of that the longest wait
	// for each grew by, Absorbed what stock, or whoever might have waited, made up for.
	Late, PassedOn, Absorbed Estimate
}

// buffered estimates what differs in any replication.
func (b *builder) buffered(arm, against int) []BufferedRow {
	var rows []BufferedRow
	for kind := range b.world(0, arm).Buffered[against] {
		per := func(of func(*sim.Buffered) float64) Estimate {
			s := sample{num: make([]float64, len(b.result.Worlds))}
			for i := range s.num {
				s.num[i] = of(&b.world(i, arm).Buffered[against][kind])
			}
			return level(s, b.seed)
		}
		row := BufferedRow{
			Name:     b.holderName(kind),
			Items:    per(func(x *sim.Buffered) float64 { return float64(x.Items) }),
			Late:     per(func(x *sim.Buffered) float64 { return hours(x.Late) }),
			PassedOn: per(func(x *sim.Buffered) float64 { return hours(x.PassedOn) }),
			Absorbed: per(func(x *sim.Buffered) float64 { return hours(x.Absorbed()) }),
		}
		if row.Late.NonZero+row.PassedOn.NonZero+row.Absorbed.NonZero > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

// words say what became of the lateness; "" where that is little or unclear.
func (row *BufferedRow) words(l layout) string {
	if !told(row.Late) || row.Late.Mean < 1 {
		return ""
	}
	late, passed := math.Round(row.Late.Mean), math.Round(row.PassedOn.Mean)
	if passed == 0 {
		return fmt.Sprintf("%s came %s h late in all (%s of them): all of it was absorbed before anyone waited for them.",
			row.Name, l.plainHours(late), l.plainHours(row.Items.Mean))
	}
	return fmt.Sprintf("%s came %s h late in all (%s of them): %s h%s were absorbed before anyone waited for them, %s h passed on to whoever waited longest.",
		row.Name, l.plainHours(late), l.plainHours(row.Items.Mean), l.plainHours(late-passed), l.inRange(row.Absorbed), l.plainHours(passed))
}

// buffers say what was absorbed before it came to orders.
func (l layout) buffers(a *Carried) []string {
	var lines []string
	for i := range a.Buffered {
		if line := a.Buffered[i].words(l); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// buffer is, for the opening, what was absorbed most before anyone waited for it: half of its
// lateness or more.
func (l layout) buffer(a *Carried) string {
	text, most := "", 0.0
	for i := range a.Buffered {
		row := &a.Buffered[i]
		if told(row.Absorbed) && row.Absorbed.Mean > most && 2*row.Absorbed.Mean >= row.Late.Mean {
			if line := row.words(l); line != "" {
				text, most = line, row.Absorbed.Mean
			}
		}
	}
	return text
}

// BufferedDoc is a BufferedRow as JSON gives it.
type BufferedDoc struct {
	Name     string      `json:"name" jsonschema:"the flow, or the supplier"`
	Items    EstimateDoc `json:"items" jsonschema:"how many took longer or less than themselves there"`
	Late     EstimateDoc `json:"late" jsonschema:"by how many hours longer they took"`
	Absorbed EstimateDoc `json:"absorbed" jsonschema:"what stock, or whoever might have waited, made up for"`
	PassedOn EstimateDoc `json:"passed_on" jsonschema:"what is left: by how much the longest wait for each grew"`
}

func bufferedDocs(rows []BufferedRow) []BufferedDoc {
	docs := []BufferedDoc{}
	for _, row := range rows {
		docs = append(docs, BufferedDoc{key(row.Name), estimateDoc(row.Items), estimateDoc(row.Late), estimateDoc(row.Absorbed), estimateDoc(row.PassedOn)})
	}
	return docs
}

// named are the numbers of a row in order.
func (row *BufferedRow) named() []namedEstimate {
	return []namedEstimate{
		{"items", "that took longer or less", Count, row.Items}, {"late", "came later", Hours, row.Late},
		{"absorbed", "absorbed", Hours, row.Absorbed}, {"passed_on", "passed on", Hours, row.PassedOn},
	}
}
