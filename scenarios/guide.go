package scenarios

import (
	"slices"
)

// Guide is what somebody needs who leads an exercise for the first time.
type Guide struct {
	Brief    string // how to begin
	Plan     []Slot // minute by minute
	WatchFor []string
	// Decisions say what choices usually do.
	Decisions []Consequence
	Close     string // how to end
}

// Slot is a stretch of the time in the room.
type Slot struct {
	Minutes int
	Do      string
}

// Consequence is what a choice usually does.
type Consequence struct{ Choice, Text string }

// Minutes is how long the whole plan takes.
func (g *Guide) Minutes() int {
	all := 0
	for _, s := range g.Plan {
		all += s.Minutes
	}
	return all
}

// maxMinutes is the longest stretch of a plan.
const maxMinutes = 24 * 60

// guide reads what the facilitator is told.
func (b *builder) guide(n *node, choices []Choice) *Guide {
	f := n.fields("guide")
	g := &Guide{}
	word := func(key string) string {
		if v := f.get(key); v != nil {
			return v.prose("`" + key + "`")
		}
		return ""
	}
	g.Brief, g.Close = word("brief"), word("close")
	if v := f.get("plan"); v != nil {
		for _, item := range v.list() {
			slot := item.fields("slot")
			minutes, do := slot.need("minutes"), slot.need("do")
			if minutes == nil || do == nil {
				continue
			}
			if c, ok := minutes.count("minutes", 1, maxMinutes); ok {
				g.Plan = append(g.Plan, Slot{int(c), do.prose("what is done")})
			}
		}
	}
	if v := f.get("watch-for"); v != nil {
		g.WatchFor = v.proses("what to watch for")
	}
	if v := f.get("decisions"); v != nil {
		var known []string
		for _, c := range choices {
			known = append(known, c.Name)
		}
		for _, e := range v.named("decisions", maxChoices) {
			if !slices.Contains(known, e.key.text) {
				e.key.fail(didYouMean(e.key.text, known), "there is no option or response `%s` to choose", clip(e.key.text))
				continue
			}
			g.Decisions = append(g.Decisions, Consequence{e.key.text, e.value.prose("what it does")})
		}
	}
	return g
}
