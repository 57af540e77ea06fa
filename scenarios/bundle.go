package scenarios

import (
	"fmt"
	"path/filepath"

	"go.yaml.in/yaml/v4"
)

// Bundle is a scenario with all the files that it rests on, as they were when it was
// gathered: it loads the same again, whatever becomes of the files.
type Bundle struct {
	Name     string     `json:"name"`
	Display  string     `json:"display"`
	Folder   string     `json:"folder,omitempty"`
	Shipped  bool       `json:"shipped,omitempty"`
	Scenario string     `json:"scenario"` // its text
	Files    []keptFile `json:"files,omitempty"`
}

// keptFile is a file that a scenario, or the organisation that it names, names.
type keptFile struct {
	Table   bool   `json:"table,omitempty"` // otherwise the organisation
	Inner   bool   `json:"inner,omitempty"` // it is the organisation that names it
	Name    string `json:"name"`            // as written
	Display string `json:"display"`
	Folder  string `json:"folder,omitempty"` // of the organisation; of a table, of who names it
	Shipped bool   `json:"shipped,omitempty"`
	Text    string `json:"text"`
}

// keeper keeps what is read, or gives out what was kept.
type keeper struct {
	bundle *Bundle
	sealed bool
}

func (k *keeper) keep(f keptFile) {
	if k != nil && !k.sealed && k.find(f.Table, f.Inner, f.Name) == nil {
		k.bundle.Files = append(k.bundle.Files, f)
	}
}

// kept is a file that was kept, nil when it is to be read.
func (k *keeper) kept(table, inner bool, name string) *keptFile {
	if k == nil || !k.sealed {
		return nil
	}
	return k.find(table, inner, name)
}

func (k *keeper) find(table, inner bool, name string) *keptFile {
	for i := range k.bundle.Files {
		if f := &k.bundle.Files[i]; f.Table == table && f.Inner == inner && f.Name == name {
			return f
		}
	}
	return nil
}

// Gather reads a scenario, as Load does, and keeps all that was read.
func Gather(nameOrPath string) (*Bundle, error) {
	file, err := open(nameOrPath)
	if err != nil {
		return nil, err
	}
	b := &Bundle{Name: file.name, Display: file.display, Folder: file.folder, Shipped: file.shipped, Scenario: string(file.text)}
	file.kept = &keeper{bundle: b}
	if _, err := file.load(Options{}); err != nil {
		return nil, err
	}
	return b, nil
}

// Load reads the scenario from what was kept.
func (b *Bundle) Load(o Options) (*Scenario, error) {
	return opened{
		name: b.Name, display: b.Display, folder: b.Folder, shipped: b.Shipped, text: []byte(b.Scenario), kept: &keeper{bundle: b, sealed: true},
	}.load(o)
}

// With is the bundle with another text in the scenario's place.
func (b *Bundle) With(scenario string) *Bundle {
	other := *b
	other.Scenario = scenario
	return &other
}

// Alone is the scenario's text for a file in a folder, with nothing beside it but
// tables: an organisation that is no shipped one is written inside.
func (b *Bundle) Alone(folder string) (string, error) {
	doc, root, err := document(b.Scenario)
	if err != nil {
		return "", err
	}
	b.moveTables(root, false, folder)
	for i := range b.Files {
		f := &b.Files[i]
		if f.Table || f.Shipped {
			continue
		}
		_, inner, err := document(f.Text)
		if err != nil {
			return "", fmt.Errorf("organisation %s: %w", f.Name, err)
		}
		b.moveTables(inner, true, folder)
		if title := entryNode(inner, "organisation"); title != nil {
			inner.Content[indexOf(inner, "organisation")-1].Value = "name"
		}
		setEntry(root, "organisation", inner)
	}
	return written(doc)
}

// moveTables lets tables be found from another folder.
func (b *Bundle) moveTables(n *yaml.Node, inner bool, folder string) {
	for i := range b.Files {
		f := &b.Files[i]
		if !f.Table || f.Inner != inner || f.Shipped || filepath.IsAbs(f.Name) {
			continue
		}
		path := filepath.Join(f.Folder, f.Name)
		if near, err := filepath.Rel(folder, path); err == nil {
			path = near
		} else if whole, err := filepath.Abs(path); err == nil {
			path = whole
		}
		rename(n, "from", f.Name, filepath.ToSlash(path))
	}
}

// rename gives the values of a key that are one text another.
func rename(n *yaml.Node, key, was, is string) {
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 1 && n.Content[i-1].Value == key && c.Kind == yaml.ScalarNode && c.Value == was {
			c.Value = is
		}
		rename(c, key, was, is)
	}
}
