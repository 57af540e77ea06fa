package sim

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"reflect"
	"slices"
)

// digest is a hash over everything a result says of its worlds, in one fixed
// order: two results with the same digest have the same bits. What is nothing
// is left out, so that a result keeps its digest when others can say more.
func digest(r *Result) string {
	h := sha256.New()
	write(h, "worlds", reflect.ValueOf(r.Worlds))
	return hex.EncodeToString(h.Sum(nil))
}

// write writes the integers that are not 0 and the lengths of slices, each with where it stands.
func write(h hash.Hash, path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		feed(h, path, int64(v.Len()))
		for i := range v.Len() {
			write(h, fmt.Sprintf("%s[%d]", path, i), v.Index(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			name := fmt.Sprint(i)
			if v.Len() == int(NumCauses) {
				name = Cause(i).CauseKey()
			}
			write(h, path+"["+name+"]", v.Index(i))
		}
	case reflect.Pointer: // of samples, where somebody asked for them
		if !v.IsNil() {
			write(h, path, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			write(h, path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	default:
		feed(h, path, integer(v))
	}
}

func integer(v reflect.Value) int64 {
	switch {
	case v.CanInt():
		return v.Int()
	case v.CanUint():
		return int64(v.Uint())
	case v.Bool():
		return 1
	}
	return 0
}

func feed(h hash.Hash, path string, n int64) {
	if n == 0 {
		return
	}
	b := binary.LittleEndian.AppendUint64([]byte(path), uint64(n))
	h.Write(b)
}

// difference says where two results differ first, "" when nowhere.
func difference(a, b *Result) string {
	return differ("worlds", reflect.ValueOf(a.Worlds), reflect.ValueOf(b.Worlds))
}

func differ(path string, a, b reflect.Value) string {
	switch a.Kind() {
	case reflect.Slice:
		if a.Len() != b.Len() {
			return fmt.Sprintf("%s has %d and %d entries", path, a.Len(), b.Len())
		}
		fallthrough
	case reflect.Array:
		for i := range a.Len() {
			if d := differ(fmt.Sprintf("%s[%d]", path, i), a.Index(i), b.Index(i)); d != "" {
				return d
			}
		}
	case reflect.Pointer:
		if a.IsNil() != b.IsNil() {
			return path + " is in one of them only"
		}
		if !a.IsNil() {
			return differ(path, a.Elem(), b.Elem())
		}
	case reflect.Struct:
		for i := range a.NumField() {
			if d := differ(path+"."+a.Type().Field(i).Name, a.Field(i), b.Field(i)); d != "" {
				return d
			}
		}
	default:
		if x, y := integer(a), integer(b); x != y {
			return fmt.Sprintf("%s is %d and %d", path, x, y)
		}
	}
	return ""
}

// untraced is the result without what only a traced run finds.
func untraced(r *Result) *Result {
	c := *r
	c.Worlds = make([][]World, len(r.Worlds))
	for rep := range r.Worlds {
		c.Worlds[rep] = make([]World, len(r.Worlds[rep]))
		for arm, w := range r.Worlds[rep] {
			w = dayless(w)
			for d := range w.Departments {
				w.Departments[d].FlowWork, w.Departments[d].FlowRework, w.Departments[d].LostWork = nil, nil, 0
			}
			w.Ledger, w.Path = [2][][][NumCauses]Tick{}, nil
			w.Carried, w.Buffered = [2][][]Carried{}, [2][]Buffered{}
			w.Upstream, w.UpstreamPath, w.Held = [2][][][NumCauses]Tick{}, nil, nil
			c.Worlds[rep][arm] = w
		}
	}
	return &c
}

// dayless is a world without the days that one arm alone has.
func dayless(w World) World {
	w.AgreementDays, w.Departments = nil, slices.Clone(w.Departments)
	for d := range w.Departments {
		w.Departments[d].Days = nil
	}
	return w
}
