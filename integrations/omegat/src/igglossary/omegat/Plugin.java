package igglossary.omegat;

import org.omegat.core.Core;
import org.omegat.core.CoreEvents;
import org.omegat.core.events.IApplicationEventListener;

/** Where OmegaT begins: the manifest names this class. */
public final class Plugin {
    private Plugin() {
    }

    /** OmegaT calls this before its window is there, so the glossary is added when the program has started. */
    public static void loadPlugins() {
        CoreEvents.registerApplicationEventListener(new IApplicationEventListener() {
            @Override
            public void onApplicationStartup() {
                Core.getGlossaryManager().addGlossaryProvider(new ServedGlossary());
            }

            @Override
            public void onApplicationShutdown() {
                // nothing is kept open
            }
        });
    }

    /** Newer versions call this. */
    public static void unloadPlugins() {
        // nothing is kept open
    }
}
