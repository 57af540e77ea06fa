package scenarios

import (
	"fmt"
	"slices"
	"strings"
)

// nouns are what actions are called in the name of an inject, before the place.
var nouns = map[string]string{
	"slip": "slip at", "outage": "outage of", "slowdown": "slowdown of", "errors": "mistakes at", "absence": "absence in",
	"surge": "surge of", "stock-loss": "loss of", "supplier-failure": "failure of", "longer-wait": "longer wait for",
	"change": "change of",
}

// name is what happens in a few words, from what was read: `outage of erp`,
// `slip from assembly to logistics`.
func (d *deed) name() string {
	noun, known := nouns[d.action]
	if !known {
		noun = strings.ReplaceAll(d.action, "-", " ") + " of"
	}
	at := func(key string) string {
		if n := d.fields.byKey[key]; n != nil && n.kind == scalar {
			return clip(n.text)
		}
		return ""
	}
	way := func(from, to string) string {
		if to == "" {
			return d.action + " from " + from
		}
		return d.action + " from " + from + " to " + to
	}
	if from := at("from"); from != "" {
		return way(from, at("to"))
	}
	if n := d.fields.byKey["in-transit"]; n != nil && n.kind == mapping {
		var from, to string
		for _, e := range n.entries {
			switch e.key.text {
			case "from":
				from = clip(e.value.text)
			case "to":
				to = clip(e.value.text)
			}
		}
		return strings.Replace(way(from, to), " from ", " on the way from ", 1)
	}
	for _, key := range []string{"step", "department", "system", "supplier", "stock", "customers", "flow"} {
		if place := at(key); place != "" {
			return noun + " " + place
		}
	}
	if d.action == "change" {
		for _, e := range d.fields.node.entries {
			if d.fields.byKey[e.key.text] == nil {
				return noun + " " + clip(e.key.text)
			}
		}
	}
	return d.action
}

// nameApart tells injects of the same name apart: by their day, or else by a number.
func (b *builder) nameApart() {
	m := b.model
	shared := func(e int) bool {
		return slices.ContainsFunc(m.Injects(), func(i int) bool { return i != e && m.Effects[i].Name == m.Effects[e].Name })
	}
	var twins []int
	for _, e := range m.Injects() {
		if shared(e) {
			twins = append(twins, e)
		}
	}
	for _, e := range twins {
		if w := &m.Effects[e].When; !w.Random && w.Condition == nil {
			m.Effects[e].Name += fmt.Sprintf(" on day %d", m.Calendars[0].Day(w.At)-m.FirstDay+1)
		}
	}
	again := map[string]int{}
	for _, e := range twins {
		name := m.Effects[e].Name
		if again[name]++; again[name] > 1 {
			m.Effects[e].Name += fmt.Sprintf(" (%d)", again[name])
		}
	}
}
