package storage

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"piaojue/app/say"
)

func TestHome(t *testing.T) {
	user := filepath.FromSlash("/home/dai")
	for _, c := range []struct {
		system string
		env    map[string]string
		want   string
	}{
		{"linux", nil, "/home/dai/.local/share/piaojue"},
		{"linux", map[string]string{"XDG_DATA_HOME": "/data"}, "/data/piaojue"},
		{"linux", map[string]string{"XDG_DATA_HOME": "data"}, "/home/dai/.local/share/piaojue"},
		{"darwin", map[string]string{"XDG_DATA_HOME": "/data"}, "/home/dai/Library/Application Support/Piaojue"},
		{"windows", map[string]string{"LOCALAPPDATA": "/local", "APPDATA": "/roaming"}, "/local/Piaojue"},
		{"windows", map[string]string{"APPDATA": "/roaming"}, "/home/dai/AppData/Local/Piaojue"},
		{"linux", map[string]string{HomeVariable: "/elsewhere", "XDG_DATA_HOME": "/data"}, "/elsewhere"},
		{"windows", map[string]string{HomeVariable: "/elsewhere"}, "/elsewhere"},
	} {
		if runtime.GOOS == "windows" && c.env["XDG_DATA_HOME"] != "" {
			continue // no absolute path there
		}
		if got := home(c.system, func(k string) string { return c.env[k] }, user); filepath.ToSlash(got) != c.want {
			t.Errorf("%s %v: %s, want %s", c.system, c.env, got, c.want)
		}
	}
	t.Setenv(HomeVariable, "somewhere")
	if Home() != "somewhere" {
		t.Errorf("Home is %s", Home())
	}
}

func TestSynced(t *testing.T) {
	for path, want := range map[string]string{
		`C:\Users\戴\AppData\Local\Piaojue`:                        "",
		`C:\Users\戴\OneDrive\文档`:                                  "onedrive",
		`C:\Users\戴\OneDrive - 姑苏区\票决`:                            "onedrive",
		`C:\Users\戴\iCloudDrive\票决`:                               "icloud",
		`D:\我的坚果云\票决`:                                             "nutstore",
		`D:\Nutstore Files\我的坚果云`:                                 "nutstore",
		`D:\坚果云`:                                                  "nutstore",
		`D:\BaiduSyncdisk\票决`:                                     "baidu",
		`D:\WPS云盘\票决`:                                             "wps",
		"/Users/dai/Library/Mobile Documents/com~apple~CloudDocs": "icloud",
		"/Users/dai/Library/CloudStorage/OneDrive-Personal/a":     "onedrive",
		"/Users/dai/Library/CloudStorage/GoogleDrive-a@b.c/a":     "google",
		"/Users/dai/Library/Application Support/Piaojue":          "",
		"/home/dai/Dropbox (姑苏)/a":                                "dropbox",
		"/home/dai/dropbox":                                       "dropbox",
		"/home/dai/.local/share/piaojue":                          "",
		"/home/dai/onedriven/a":                                   "",
		"/home/dai/my dropbox notes":                              "",
	} {
		if got := synced(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

// A folder that leads into a synced one is synced, also where it does not exist yet.
func TestSyncedThroughALink(t *testing.T) {
	folder := t.TempDir()
	real := filepath.Join(folder, "OneDrive", "data")
	if err := os.MkdirAll(real, 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(folder, "link")
	if err := os.Symlink(real, link); err != nil {
		t.Skipf("no links here: %v", err)
	}
	service, is := Synced(filepath.Join(link, "not", "yet"))
	if !is || service.In(say.Chinese) != "OneDrive" {
		t.Errorf("%v %v", service, is)
	}
	if service, is := Synced(filepath.Join(folder, "not", "yet")); is {
		t.Errorf("a folder of its own is %v", service)
	}
	for _, s := range services {
		for _, l := range []say.Language{say.Chinese, say.English} {
			if m := say.M("storage.service." + s.name); m.In(l) == m.Key {
				t.Errorf("%s has no name", s.name)
			}
		}
	}
}
