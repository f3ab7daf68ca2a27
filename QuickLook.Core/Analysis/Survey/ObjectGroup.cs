namespace QuickLook.Core.Analysis.Survey;

/// <summary>What a fiber is for, roughly.</summary>
public enum ObjectGroup
{
    /// <summary>An object of the survey.</summary>
    Target,

    /// <summary>A star that calibrates.</summary>
    StandardStar,

    /// <summary>Blank sky.</summary>
    Sky,

    /// <summary>Nothing to look at: broken, unassigned, or a word that is not known.</summary>
    Other,
}
