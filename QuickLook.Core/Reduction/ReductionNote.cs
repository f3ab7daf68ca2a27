namespace QuickLook.Core.Reduction;

/// <summary>Something that a reduction step has to say about its data, for the run log.</summary>
/// <param name="Severity">How serious it is.</param>
/// <param name="Text">One line.</param>
public readonly record struct ReductionNote(NoteSeverity Severity, string Text);

/// <summary>How serious a <see cref="ReductionNote"/> is.</summary>
public enum NoteSeverity
{
    /// <summary>What was done and found.</summary>
    Info,

    /// <summary>The result is usable, but something is unusual.</summary>
    Warning,

    /// <summary>A part of the result is probably wrong; the step went on.</summary>
    Error,
}
