package sim

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ItemName is what items of one name have in common: hardly ever more than one
// has it.
type ItemName struct {
	name    string
	items   []uint64 // an order, or replenishments of a stock by any of its rules
	started bool
	low     uint32 // of an item that a step started
}

// NameError says that no item can have a name. Known are the words that names begin
// with.
type NameError struct {
	Name, Begins string
	Known        []string
}

func (e *NameError) Error() string {
	if e.Begins == "" {
		return fmt.Sprintf("%q is not the name of an order", e.Name)
	}
	return fmt.Sprintf("there are no orders named %s-…", e.Begins)
}

// ParseName reads the name of an item, as events give it: that of a stream of
// orders or of a stock and a number, or that of a flow and eight hexadecimal digits.
func (m *Model) ParseName(name string) (*ItemName, error) {
	n := &ItemName{name: name}
	known := map[string]bool{}
	cut := strings.LastIndexByte(name, '-')
	begins, ends := name[:max(cut, 0)], name[cut+1:]
	ordinal, err := strconv.ParseUint(ends, 10, 40)
	numbered := err == nil && strconv.FormatUint(ordinal, 10) == ends
	for s := range m.Streams {
		known[m.Streams[s].Name] = true
		if m.Streams[s].Name == begins && numbered {
			n.items = append(n.items, orderItem(s, ordinal))
		}
	}
	for s := range m.Stocks {
		known[m.Stocks[s].Name] = true
		if m.Stocks[s].Name == begins && numbered && ordinal < 1<<ruleAt {
			for rule := range max(1, len(m.Stocks[s].Reorders)) {
				n.items = append(n.items, stockItem(s, rule, ordinal))
			}
		}
	}
	low, err := strconv.ParseUint(ends, 16, 32)
	for f := range m.Flows {
		if m.Flows[f].Name == begins && err == nil && len(ends) == 8 && strings.ToLower(ends) == ends {
			n.started, n.low = true, uint32(low)
		}
	}
	if len(n.items) > 0 || n.started {
		return n, nil
	}
	e := &NameError{Name: name}
	for word := range known {
		e.Known = append(e.Known, word)
	}
	slices.SortFunc(e.Known, func(a, b string) int { // short names are customers' own
		return cmp.Or(cmp.Compare(strings.Count(a, " "), strings.Count(b, " ")), strings.Compare(a, b))
	})
	if cut > 0 && (numbered || err == nil) && !known[begins] {
		e.Begins = begins
	}
	return nil, e
}

// has tells whether an item of a flow goes by the name.
func (n *ItemName) has(m *Model, flow int, item uint64) bool {
	if isStarted(item) {
		return n.started && uint32(item>>31) == n.low && m.itemName(flow, item) == n.name
	}
	return slices.Contains(n.items, item)
}

// ItemName is what an item of a flow is called, in events and in what is traced.
func (m *Model) ItemName(flow int, item uint64) string { return m.itemName(flow, item) }

// Replenished is the stock that an item replenishes; false for other items.
func Replenished(item uint64) (stock int, ok bool) {
	stock, _, ok = stockOf(item)
	return stock, ok
}
