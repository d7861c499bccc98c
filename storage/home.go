package storage

import (
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf8"

	"piaojue/app/say"
)

// HomeVariable is the environment variable that names another folder than Home
// would choose.
const HomeVariable = "PIAOJUE_HOME"

// Home is the folder for the app's data, in the user's local application data
// (never the roaming one, which is copied to servers): HomeVariable if it is
// set; %LOCALAPPDATA%\Piaojue; ~/Library/Application Support/Piaojue;
// $XDG_DATA_HOME/piaojue or ~/.local/share/piaojue. It may not exist yet.
func Home() string { return home(runtime.GOOS, os.Getenv, userFolder()) }

// userFolder is the user's own folder; "" where the system knows none.
func userFolder() string {
	if folder, err := os.UserHomeDir(); err == nil {
		return folder
	}
	if u, err := user.Current(); err == nil {
		return u.HomeDir
	}
	return ""
}

func home(system string, env func(string) string, user string) string {
	if folder := env(HomeVariable); folder != "" {
		return folder
	}
	switch system {
	case "windows":
		if folder := env("LOCALAPPDATA"); folder != "" {
			return filepath.Join(folder, "Piaojue")
		}
		return filepath.Join(user, "AppData", "Local", "Piaojue")
	case "darwin":
		return filepath.Join(user, "Library", "Application Support", "Piaojue")
	}
	// The XDG base directory specification has relative paths ignored.
	if folder := env("XDG_DATA_HOME"); filepath.IsAbs(folder) {
		return filepath.Join(folder, "piaojue")
	}
	return filepath.Join(user, ".local", "share", "piaojue")
}

// services are the programs that copy a folder to their servers, and how the
// names of their folders begin, in lower case.
var services = []struct {
	name    string // of the text "storage.service."+name
	folders []string
}{
	{"onedrive", []string{"onedrive", "skydrive"}},
	{"icloud", []string{"icloud", "iclouddrive", "com~apple~clouddocs", "mobile documents"}},
	{"dropbox", []string{"dropbox"}},
	{"nutstore", []string{"坚果云", "我的坚果云", "nutstore"}},
	{"google", []string{"google drive", "googledrive"}},
	{"baidu", []string{"baidusyncdisk", "百度网盘", "百度云同步盘", "baidunetdisk"}},
	{"wps", []string{"wps云盘", "wpsdrive", "wps cloud"}},
	{"weiyun", []string{"微云", "weiyun"}},
}

// Synced reports whether a path lies in the folder of a service that copies it
// to other machines, and which. It goes by the names of folders, links resolved:
// a folder that was renamed, or macOS's own sync of desktop and documents, is
// not noticed.
func Synced(path string) (service say.Message, is bool) {
	path, err := filepath.Abs(path)
	if err != nil {
		return say.Message{}, false
	}
	if name := synced(path); name != "" {
		return say.M("storage.service." + name), true
	}
	if name := synced(resolved(path)); name != "" {
		return say.M("storage.service." + name), true
	}
	return say.Message{}, false
}

// resolved follows the links in the part of a path that exists.
func resolved(path string) string {
	for rest := ""; ; {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Join(real, rest)
		}
		parent := filepath.Dir(path)
		if parent == path {
			return filepath.Join(path, rest)
		}
		path, rest = parent, filepath.Join(filepath.Base(path), rest)
	}
}

func synced(path string) string {
	for _, folder := range strings.FieldsFunc(strings.ToLower(path), func(r rune) bool { return r == '/' || r == '\\' }) {
		for _, s := range services {
			for _, begin := range s.folders {
				// The name alone, or with an account after it.
				rest, ok := strings.CutPrefix(folder, begin)
				next, _ := utf8.DecodeRuneInString(rest)
				if ok && (rest == "" || strings.ContainsRune(" -_(（", next)) {
					return s.name
				}
			}
		}
	}
	return ""
}
