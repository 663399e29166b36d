//! The reader's own files as one text.

use serde::Deserialize;
use svclab::text;

/// Bytes that the files of one text may have. A cluster of a thousand objects has less.
pub const LIMIT: usize = 4 * 1024 * 1024;

/// A file as www/local-files.js hands it over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct File {
    /// Its name, without folders.
    pub name: String,
    /// Its text; none if it is no text in UTF-8, or too large to be read.
    pub text: Option<String>,
    /// How large it is, in bytes.
    pub size: usize,
}

/// One text of all files: documents of their own, each after a comment with the file's name. A file that cannot be
/// read keeps all of them out, or half of an application would look broken. The error says why.
pub fn join(files: &[File]) -> Result<String, &'static str> {
    if files.iter().map(|file| file.size).sum::<usize>() > LIMIT {
        return Err(text!("More than 4 MB: that is too much for this page. Choose fewer or smaller files."));
    }
    let texts: Option<Vec<&str>> = files.iter().map(|file| file.text.as_deref()).collect();
    let Some(texts) = texts else {
        return Err(text!("This is no text in UTF-8. Choose manifests in YAML or JSON."));
    };
    if let [only] = texts[..] {
        return Ok(only.to_owned());
    }
    let mut joined = String::new();
    for (file, text) in files.iter().zip(texts) {
        if !joined.is_empty() {
            joined.push_str("---\n");
        }
        joined.push_str(&format!("# {}\n", file.name.replace(['\n', '\r'], " ")));
        joined.push_str(text.strip_prefix("---\n").unwrap_or(text));
        if !joined.ends_with('\n') {
            joined.push('\n');
        }
    }
    Ok(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> File {
        File { name: name.into(), text: Some(text.into()), size: text.len() }
    }

    #[test]
    fn one_file_is_taken_as_it_is() {
        assert_eq!(join(&[file("a.yaml", "a: 1")]), Ok("a: 1".into()));
    }

    #[test]
    fn several_files_become_documents_with_their_names() {
        let joined = join(&[file("a.yaml", "a: 1"), file("b.yaml", "---\nb: 2\n")]);
        assert_eq!(joined, Ok("# a.yaml\na: 1\n---\n# b.yaml\nb: 2\n".into()));
    }

    #[test]
    fn what_cannot_be_read_keeps_all_out() {
        let picture = File { name: "a.png".into(), text: None, size: 10 };
        assert!(join(&[file("a.yaml", "a: 1"), picture]).is_err_and(|why| why.contains("UTF-8")));
        let large = File { name: "a.yaml".into(), text: None, size: LIMIT };
        assert!(join(&[file("b.yaml", "b"), large]).is_err_and(|why| why.contains("4 MB")));
    }
}
