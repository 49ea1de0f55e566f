// Runs in OmegaT's console mode with a project open: what the glossary pane would show for each of its segments.
import java.lang.reflect.Field
import org.omegat.core.Core
import org.omegat.core.CoreEvents
import org.omegat.core.data.SourceTextEntry
import org.omegat.gui.common.EntryInfoThreadPane
import org.omegat.gui.glossary.FindGlossaryThread
import org.omegat.gui.glossary.GlossaryManager
import org.omegat.gui.glossary.GlossaryTextArea

Field field(Class<?> owner, String name) {
    Field found = owner.getDeclaredField(name)
    found.setAccessible(true)
    return found
}

// Console mode has no window: the manager that the window would have, and a pane that only knows its segment.
def manager = new GlossaryManager(null)
field(Core, "glossaryManager").set(null, manager)
field(CoreEvents, "applicationEventListeners").get(null)
    .findAll { it.class.name.startsWith("igglossary.") }  // the others want windows
    .each { it.onApplicationStartup() }
def pane = field(sun.misc.Unsafe, "theUnsafe").get(null).allocateInstance(GlossaryTextArea)
def search = FindGlossaryThread.getDeclaredMethod("search")
search.setAccessible(true)
for (SourceTextEntry segment : Core.getProject().getAllEntries()) {
    field(EntryInfoThreadPane, "currentlyProcessedEntry").set(pane, segment)
    long started = System.nanoTime()
    def shown = search.invoke(new FindGlossaryThread(pane, segment, manager))
    long ms = (System.nanoTime() - started) / 1000000
    System.out.println("SEGMENT\t" + segment.getSrcText() + "\t" + ms)
    for (entry in shown) {
        System.out.println("TERM\t" + entry.getSrcText() + "\t" + entry.getLocTerms(false).join("|"))
    }
}
