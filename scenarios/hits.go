package scenarios

import (
	"strconv"
	"strings"

	"ripple/sim"
)

// hit is the standard inject of a matrix.
type hit struct {
	name        string
	size, lasts string
	// longer is the size for suppliers where none is asked for: what they do
	// takes weeks.
	longer string
	at     sim.Tick
}

// standardHits are what everything can be hit with, and how hard when nothing is said.
var standardHits = []hit{
	{name: "outage", size: "2 working days", longer: "20 working days"},
	{name: "slip", size: "2 working days", lasts: "5 working days"},
	{name: "slowdown", size: "50 %", lasts: "10 working days", longer: "50 %"},
	{name: "absence", size: "50 %", lasts: "10 working days"},
}

// Hits are the names of what everything can be hit with, the usual first.
func Hits() []string {
	var names []string
	for _, h := range standardHits {
		names = append(names, h.name)
	}
	return names
}

// readHit checks what everything is to be hit with.
func readHit(o MatrixOptions) (*hit, error) {
	h := standardHits[0]
	if o.Hit != "" {
		known := false
		for _, x := range standardHits {
			if x.name == o.Hit {
				h, known = x, true
			}
		}
		if !known {
			hint := didYouMean(o.Hit, Hits())
			if !strings.HasPrefix(hint, "did") {
				hint = "hits are " + strings.Join(Hits(), ", ")
			}
			return nil, Diagnostics{{File: "--hit", Message: "nothing can be hit with `" + clip(o.Hit) + "`", Hint: hint}}
		}
	}
	p := &problems{}
	if o.Size != "" {
		n := flagged("--size", o.Size, p)
		switch h.name {
		case "outage", "slip":
			n.span("the size of the " + h.name)
		case "slowdown":
			if isFactor(o.Size) {
				n.factor("the size of a slowdown", 0.01, 1000)
			} else {
				n.share("the size of a slowdown", -0.99, 999)
			}
		case "absence":
			n.share("the share that is absent", 0.001, 1)
		}
		h.size, h.longer = o.Size, o.Size
	}
	if o.Lasts != "" {
		if h.lasts == "" {
			return nil, Diagnostics{{File: "--lasts", Message: "an outage lasts as long as its size", Hint: "write --size \"" + o.Lasts + "\""}}
		}
		flagged("--lasts", o.Lasts, p).span("how long it lasts")
		h.lasts = o.Lasts
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	return &h, nil
}

// does writes what happens to a target as a file would; false when this cannot
// happen to it.
func (h *hit) does(t Target) (string, bool) {
	action := h.name
	var body []string
	put := func(key, value string) { body = append(body, key+": "+strconv.Quote(value)) }
	if t.Kind == "link" {
		if h.name != "outage" && h.name != "slip" {
			return "", false
		}
		action = "slip"
		put("from", t.From)
		put("to", t.To)
	} else {
		put(t.Kind, t.Name)
	}
	size := h.size
	if t.Kind == "supplier" && h.longer != "" {
		size = h.longer
	}
	switch h.name {
	case "outage":
		if t.Kind == "link" {
			put("by", size)
		}
		put("for", size)
	case "slip":
		if t.Kind == "system" {
			return "", false
		}
		put("by", size)
		put("for", h.lasts)
	case "slowdown":
		if t.Kind == "supplier" {
			action = "longer-wait"
		}
		put("by", size)
		put("for", h.lasts)
	case "absence":
		if t.Kind != "department" {
			return "", false
		}
		put("by", size)
		put("for", h.lasts)
	}
	return "{at: day 1, " + action + ": {" + strings.Join(body, ", ") + "}}", true
}

// says tells what happens to a kind of target.
func (h *hit) says(kind string) string {
	slower := "by " + h.size
	if isFactor(h.size) {
		slower = h.size
	}
	switch h.name + " " + kind {
	case "outage department":
		return "Departments: nobody works for " + h.size + "."
	case "outage system":
		return "Systems: down for " + h.size + "."
	case "outage supplier":
		return "Suppliers: nothing that is ordered is begun for " + h.longer + "."
	case "outage link":
		return "Links: what one department hands to the other within " + h.size + " arrives " + h.size + " later."
	case "slip department":
		return "Departments: for " + h.lasts + ", what reaches them is held for " + h.size + "."
	case "slip supplier":
		return "Suppliers: for " + h.lasts + ", what is ordered is held for " + h.size + "."
	case "slip link":
		return "Links: for " + h.lasts + ", what one department hands to the other takes " + h.size + " longer."
	case "slowdown department":
		return "Departments: for " + h.lasts + ", work takes longer (" + slower + ")."
	case "slowdown system":
		return "Systems: for " + h.lasts + ", work that needs them takes longer (" + slower + ")."
	case "slowdown supplier":
		return "Suppliers: for " + h.lasts + ", lead times are longer (" + slower + ")."
	}
	return "Departments: for " + h.lasts + ", " + h.size + " of the people are away."
}

// phrase names the hit of a kind of target at the beginning of a sentence.
func (h *hit) phrase(kind string) string {
	switch {
	case h.name == "outage" && kind == "supplier":
		return "An outage of " + h.longer
	case h.name == "outage":
		return "An outage of " + h.size
	case h.name == "slip":
		return "A slip of " + h.size
	case h.name == "absence":
		return "An absence of " + h.size + " of the people"
	case isFactor(h.size):
		return "A slowdown to " + h.size
	}
	return "A slowdown by " + h.size
}
