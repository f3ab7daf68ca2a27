using QuickLook.Core.Instrument;

namespace QuickLook.Core.Analysis.Survey;

/// <summary>Which part of the survey is wanted. Nights hold whatever the program, all programs together included.</summary>
public sealed record SurveyOrder
{
    /// <summary>First observing night; null for all before <see cref="Last"/>.</summary>
    public Night? First { get; init; }

    /// <summary>Last observing night, itself included; null for all after <see cref="First"/>.</summary>
    public Night? Last { get; init; }

    /// <summary>Program, lower case; empty for all.</summary>
    public string Program { get; init; } = string.Empty;
}
