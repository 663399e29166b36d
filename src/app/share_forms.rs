//! The forms in which a text is passed on.

/// A link in Markdown.
pub fn markdown_link(link: &str) -> String {
    format!("[svclab]({link})")
}

/// The text as a block of code with a link below, in Markdown.
pub fn markdown(text: &str, link: &str) -> String {
    // A fence is longer than any row of backquotes in it.
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}yaml\n{}\n{fence}\n\n{}\n", text.trim_end(), markdown_link(link))
}

/// A frame with the picture, in HTML.
pub fn frame(embed: &str) -> String {
    format!(
        r#"<iframe src="{embed}" title="svclab" width="100%" height="480" loading="lazy" style="border:0"></iframe>"#
    )
}

/// The element with the text in it and its script, in HTML: without JavaScript the text can be read.
pub fn element(text: &str, script: &str) -> String {
    let text = text.trim_end().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<script type=\"module\" src=\"{script}\"></script>\n<svc-lab>\n<pre>\n{text}\n</pre>\n</svc-lab>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(markdown("a: 1\n", "L"), "```yaml\na: 1\n```\n\n[svclab](L)\n");
        assert_eq!(markdown("# ````", "L"), "`````yaml\n# ````\n`````\n\n[svclab](L)\n");
    }

    #[test]
    fn an_element_says_the_text_as_it_is() {
        let script = "<script type=\"module\" src=\"S\"></script>\n";
        assert_eq!(
            element("a: <&>\n", "S"),
            format!("{script}<svc-lab>\n<pre>\na: &lt;&amp;&gt;\n</pre>\n</svc-lab>\n")
        );
    }
}
