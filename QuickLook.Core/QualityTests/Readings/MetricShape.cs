namespace QuickLook.Core.QualityTests.Readings;

/// <summary>What the values of a metric are values of.</summary>
public enum MetricShape
{
    /// <summary>One number.</summary>
    Scalar,

    /// <summary>A number per amplifier, or several rows of them.</summary>
    PerAmplifier,

    /// <summary>A number per fiber of the petal, or several rows of them.</summary>
    PerFiber,

    /// <summary>A number per fiber of a part of the petal: sky fibers, targets.</summary>
    PerSomeFibers,

    /// <summary>A number per type of target.</summary>
    PerTargetType,

    /// <summary>Numbers of something else.</summary>
    List,

    /// <summary>A text or texts.</summary>
    Text,

    /// <summary>Anything else.</summary>
    Other,
}
