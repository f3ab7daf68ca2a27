namespace QuickLook.Core.Analysis.Survey;

/// <summary>What the survey is told.</summary>
public sealed class SurveyOptions
{
    /// <summary>Path of the file of planned tiles; empty for none. Read when first needed and again when it changes.</summary>
    public string TileFile { get; set; } = string.Empty;
}
