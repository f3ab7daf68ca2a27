using QuickLook.Core.Results;

namespace QuickLook.Web.Components.Shared.Following;

/// <summary>What a <see cref="FollowingPage{TView}"/> shows; not changed any more once it is shown.</summary>
public abstract record FollowedView
{
    /// <summary>Why the last reading failed; what was read before may be shown all the same. Null when it did not.</summary>
    public Failure? Failure { get; init; }

    /// <summary>True when everything is there, so that a live page need not read it again.</summary>
    public virtual bool IsWhole => Failure is null;
}
