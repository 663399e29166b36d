//! What the page knows, and the one place where it changes.

mod choices;
mod walking;
mod wishes;

use std::collections::BTreeSet;
use std::rc::Rc;

use svclab::Options;
use svclab::api::{Kind, ObjectRef};
use svclab::changes::Change;
use svclab::locale::Language;
use svclab::source::Span;
use yew::prelude::*;

use super::browser;
use super::run::{Edit, Run};
use crate::dig_question::DigQuestion;
use crate::lessons::{LESSONS, Lesson};
use crate::path_question::PathQuestion;
use crate::what_if::list::ChangeList;
pub use choices::{Panel, Theme, View};
pub use walking::{Motion, Walking};
pub use wishes::{ChainWish, Mending, Reveal, RulesQuestion, Scope, Selected};

/// What the page knows.
#[derive(Clone, PartialEq)]
pub struct State {
    /// The text and everything that follows from it.
    pub run: Rc<Run>,
    /// What happens to the cluster, beside the text.
    pub changes: ChangeList,
    /// True if something gives LoadBalancer Services an address.
    pub load_balancer: bool,
    /// Counts the texts that did not come from the editor, which has to take them over.
    pub loaded: u32,
    /// True once the text is the reader's own: from then on it survives a reload, and no link in the address is it.
    pub own: bool,
    /// The object that text, picture and panels point at.
    pub selected: Option<Selected>,
    /// What the editor has to show.
    pub reveal: Reveal,
    /// What the editor has to change.
    pub fix: Mending,
    /// Ids of the folds of the picture that are open.
    pub opened: Rc<BTreeSet<String>>,
    /// Counts the objects that the reader has found by searching: each is where the focus goes.
    pub found: u32,
    /// The open panel.
    pub panel: Panel,
    /// What a narrow page shows.
    pub view: View,
    /// The open lesson.
    pub lesson: Option<&'static Lesson>,
    /// The ids of the lessons that the reader has opened, now or before.
    pub seen: Rc<BTreeSet<&'static str>>,
    /// What the path panel was asked.
    pub path: PathQuestion,
    /// The packet that walks the answer.
    pub walk: Walking,
    /// What the DNS panel was asked.
    pub dig: DigQuestion,
    /// The kind that the objects panel lists; none for that of the selected object.
    pub listed: Option<Kind>,
    /// Which rules the rules panel shows.
    pub rules: RulesQuestion,
    /// What the reader should hear about the page itself.
    pub notice: Option<&'static str>,
    /// The language of the page.
    pub language: Language,
    /// Light, dark, or as the system says.
    pub theme: Theme,
}

/// What can happen.
pub enum Action {
    /// The person typed.
    Edit(Edit),
    /// The person moved the cursor there, in UTF-16 code units.
    Cursor(usize),
    /// A whole text takes the place of the one before.
    Load {
        /// The text.
        text: String,
        /// The object to select in it.
        selected: Option<ObjectRef>,
        /// The lesson that it belongs to.
        lesson: Option<&'static Lesson>,
        /// True if something gives LoadBalancer Services an address.
        load_balancer: bool,
    },
    /// The reader chose an object, or nothing.
    Select(Option<ObjectRef>),
    /// The reader opened a fold of the picture, or closed it.
    Fold(String),
    /// The reader found an object: it is selected, and whoever looks for it lands on it.
    Find {
        /// The object.
        object: ObjectRef,
        /// The folds that have to be open to see it.
        opened: BTreeSet<String>,
    },
    /// The reader wants to see a place of the text.
    Reveal(Span),
    /// The reader wants a finding mended.
    Fix(Vec<(Span, String)>),
    /// The reader opened a panel.
    Open(Panel),
    /// The reader of a narrow page chose text or picture.
    View(View),
    /// The reader put the lesson away.
    CloseLesson,
    /// The reader switched the load balancer on or off.
    LoadBalancer(bool),
    /// The reader takes another text, for instance from a file.
    Take(String),
    /// The reader asked where a connection goes.
    Trace(PathQuestion),
    /// The reader moved the packet that walks the answer.
    Walk(Walking),
    /// The packet has stood long enough where it is; the last step is this.
    WalkOn(usize),
    /// The reader asked for a name.
    Dig(DigQuestion),
    /// The reader wants to see the objects of a kind.
    List(Kind),
    /// The reader wants to go to the text that made an object.
    ShowText(ObjectRef),
    /// The reader chose rules.
    Rules(RulesQuestion),
    /// The reader wants to see a chain of a node.
    ShowChain {
        /// The node.
        node: String,
        /// True for IPv6.
        ipv6: bool,
        /// The table, for iptables.
        table: &'static str,
        /// The chain.
        name: Rc<str>,
    },
    /// The reader chose a language.
    Language(Language),
    /// The reader chose a theme.
    Theme(Theme),
    /// A link or the memory says what happens to the cluster.
    Changes(Vec<Change>),
    /// The reader lets something happen to the cluster.
    Happen(Change),
    /// The reader takes a change off the list.
    TakeOff(usize),
    /// The reader takes all changes off the list.
    TakeOffAll,
    /// The reader wants the text to say what a change says.
    WriteDown(usize),
    /// The reader wants back what was last taken off.
    BringBack,
    /// The reader should hear something about the page itself, or has heard it.
    Notice(Option<&'static str>),
}

impl State {
    /// What the page knows at first.
    pub fn new(text: &str, lesson: Option<&'static Lesson>) -> Self {
        let theme = Theme::from_word(&browser::recall(browser::THEME_KEY).unwrap_or_default());
        State {
            selected: None,
            run: Rc::new(Run::new(text, &Options::default())),
            changes: ChangeList::default(),
            load_balancer: true,
            loaded: 0,
            own: false,
            reveal: Reveal::default(),
            fix: Mending::default(),
            opened: Rc::default(),
            found: 0,
            panel: Panel::Problems,
            view: View::Picture,
            lesson,
            seen: Rc::new(opened_before().chain(lesson).map(|lesson| lesson.id).collect()),
            path: PathQuestion::default(),
            walk: Walking::default(),
            dig: DigQuestion::default(),
            listed: None,
            rules: RulesQuestion::default(),
            language: Language::default(),
            theme,
            notice: None,
        }
    }

    /// The lesson of this id.
    pub fn lesson(id: &str) -> Option<&'static Lesson> {
        LESSONS.iter().find(|lesson| lesson.id == id)
    }

    /// The one place where anything changes.
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::Edit(edit) => {
                self.changes.follow(edit.text());
                self.set_run(self.run.next(edit, &self.options()));
                self.own = true;
            }
            Action::Cursor(offset) => {
                let at_cursor = self.run.object_at(offset);
                if at_cursor.as_ref() != self.selected.as_ref().map(|selected| &selected.object) {
                    self.walk = Walking::default();
                }
                self.listed = None;
                self.selected = at_cursor.map(|object| Selected { object, chosen: false });
            }
            Action::Load { text, selected, lesson, load_balancer } => {
                self.load_balancer = load_balancer;
                self.selected = selected.map(|object| Selected { object, chosen: true });
                self.changes = ChangeList::default();
                self.set_run(Run::new(&text, &self.options()));
                self.loaded += 1;
                self.own = lesson.is_some();
                self.lesson = lesson;
                Rc::make_mut(&mut self.seen).extend(lesson.map(|lesson| lesson.id));
                self.opened = Rc::default();
                self.path = PathQuestion::default();
                self.dig = DigQuestion::default();
                self.listed = None;
                self.rules = RulesQuestion::default();
                self.notice = None;
            }
            Action::Take(text) => {
                let load_balancer = self.load_balancer;
                self.apply(Action::Load { text, selected: None, lesson: None, load_balancer });
                self.own = true;
            }
            Action::LoadBalancer(is_there) => {
                self.load_balancer = is_there;
                self.own = true;
                self.run_again();
            }
            Action::Select(object) => {
                if let Some(place) = object.as_ref().and_then(|object| self.run.place_of(object)) {
                    self.reveal(place, false);
                }
                self.listed = object.is_none().then_some(self.listed).flatten();
                self.walk = Walking::default();
                self.selected = object.map(|object| Selected { object, chosen: true });
            }
            Action::Fold(id) => {
                let opened = Rc::make_mut(&mut self.opened);
                if !opened.remove(&id) {
                    opened.insert(id);
                }
            }
            Action::Find { object, opened } => {
                self.opened = Rc::new(opened);
                self.found += 1;
                self.apply(Action::Select(Some(object)));
            }
            Action::Reveal(span) => {
                self.reveal(self.run.utf16(span), true);
                self.view = View::Text;
            }
            Action::Fix(edits) => self.fix(edits),
            Action::Open(panel) => {
                self.panel = panel;
                self.view = View::Picture;
            }
            Action::View(view) => self.view = view,
            Action::CloseLesson => self.lesson = None,
            Action::Trace(question) => {
                self.path = question;
                self.walk = Walking::default();
                self.selected = None;
            }
            Action::Walk(walk) => self.walk = walk,
            Action::WalkOn(last) => self.walk = self.walk.goes_on(last),
            Action::Dig(question) => self.dig = question,
            Action::List(kind) => {
                self.listed = Some(kind);
                self.selected.take_if(|selected| selected.object.kind != kind);
            }
            Action::ShowText(object) => {
                if let Some(place) = self.run.place_of(&object) {
                    self.reveal(place, true);
                    self.view = View::Text;
                }
            }
            Action::Rules(question) => self.rules = question,
            Action::ShowChain { node, ipv6, table, name } => {
                let number = self.rules.wish.as_ref().map_or(0, |wish| wish.number) + 1;
                let wish = Some(ChainWish { number, table, name });
                self.rules = RulesQuestion { node, ipv6, wish, ..RulesQuestion::default() };
                self.panel = Panel::Rules;
            }
            Action::Language(language) => self.language = language,
            Action::Theme(theme) => self.theme = theme,
            Action::Notice(notice) => self.notice = notice,
            Action::Changes(list) => {
                self.changes = ChangeList::new(list);
                self.run_again();
            }
            Action::Happen(change) => {
                self.change(|list| list.add(change));
                // Before and after are to be seen whole.
                self.selected.iter_mut().for_each(|selected| selected.chosen = false);
            }
            Action::TakeOff(index) => self.change(|list| list.take_off(index)),
            Action::TakeOffAll => self.change(ChangeList::take_off_all),
            Action::WriteDown(index) => {
                let change = self.changes.list().get(index);
                if let Some((edits, after)) = change.and_then(|change| self.run.write_down(change)) {
                    self.changes.write_down(index, self.run.text(), after);
                    self.fix(edits);
                }
            }
            Action::BringBack => self.change(ChangeList::bring_back),
        }
    }

    /// What the reader has changed is the reader's own, as a text is.
    fn change(&mut self, edit: impl FnOnce(&mut ChangeList)) {
        edit(&mut self.changes);
        self.own = true;
        self.run_again();
    }

    fn run_again(&mut self) {
        self.set_run(self.run.next(Edit::new(self.run.text().to_owned()), &self.options()));
    }

    /// What the text does not say.
    fn options(&self) -> Options {
        Options { load_balancer: self.load_balancer, changes: self.changes.list().to_vec() }
    }

    fn set_run(&mut self, run: Run) {
        self.run = Rc::new(run);
        self.walk = Walking::default();
        let cluster = self.run.cluster();
        self.selected.take_if(|selected| cluster.get(&selected.object).is_none());
    }

    fn fix(&mut self, edits: Vec<(Span, String)>) {
        self.fix = Mending { number: self.fix.number + 1, edits };
    }

    fn reveal(&mut self, place: (usize, usize), focus: bool) {
        self.reveal = Reveal { number: self.reveal.number + 1, place, focus };
    }
}

/// The lessons that the reader has opened on earlier visits.
fn opened_before() -> impl Iterator<Item = &'static Lesson> {
    let ids = browser::recall(browser::PROGRESS_KEY).unwrap_or_default();
    LESSONS.iter().filter(move |lesson| ids.split(' ').any(|id| id == lesson.id))
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(action);
        Rc::new(next)
    }
}

/// The state, and the way to change it.
pub type Lab = UseReducerHandle<State>;

/// The state, for any component of the page.
#[hook]
pub fn use_lab() -> Lab {
    // The page's root provides it, and every component stands below the root.
    use_context::<Lab>().expect("a component of the page")
}
