//! The picture: what is drawn, where, and the writers for SVG, Mermaid and DOT.
