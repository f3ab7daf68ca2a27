using QuickLook.Core.Orchestration.Live;
using QuickLook.Core.Results;
using QuickLook.Web.Live;

namespace QuickLook.Web.Components.Shared.Following;

/// <summary>Notices that a process has ended, which is when there are new values.</summary>
public sealed class EndedProcesses
{
    private ShownItems? last;

    /// <summary>Another one that has seen the same, for a page that goes on.</summary>
    public EndedProcesses Copy() => new() { last = last };

    /// <summary>Looks at a moment.</summary>
    /// <param name="snapshot">The moment.</param>
    /// <returns>True when processes have ended since the last look; false at the first.</returns>
    public bool AreNews(MonitorSnapshot snapshot)
    {
        var now = new ShownItems([
            .. snapshot.Recent.Where(process => process.State.IsFinal()).Select(process => (object?)(process.ProcessId, process.State)),
        ]);
        var isNews = last is not null && !now.Equals(last);
        last = now;
        return isNews;
    }
}
