namespace QuickLook.Core.QualityTests.Readings;

/// <summary>Where the limits of a reading are from.</summary>
public enum LimitsOrigin
{
    /// <summary>Nobody gave any.</summary>
    None,

    /// <summary>The document carries them: the verdict was made with them.</summary>
    Document,

    /// <summary>The mappings that are in force now; the document carries none.</summary>
    Mappings,
}
