package reporters

import "slices"

// held is what orders waited for, and how many waited for how few.
func (b *workbook) held(r *Report) {
	if !slices.ContainsFunc(r.Options, func(o Option) bool { return len(o.Held) > 0 }) {
		return
	}
	sh := b.sheet("Waited for", 3,
		textColumn("option", 20), textColumn("waited for", 24), textColumn("what", 34),
		numberColumn("a replication", 15), numberColumn("from", 15), numberColumn("to", 15), textColumn("note", 24))
	for i := range r.Options {
		o := &r.Options[i]
		for _, h := range o.Held {
			for _, line := range []struct {
				what string
				unit Unit
				e    Estimate
			}{
				{"waits of orders", Count, h.Waits},
				{"hours of these waits", Hours, h.Hours},
				{"for how many", Count, h.Holders},
				{"hours that these took", Hours, h.Took},
			} {
				sh.add(append([]any{o.Name, h.Name, line.what}, estimateCells(line.unit, line.e)...)...)
			}
		}
	}
	sh.filter(7)
}
