namespace QuickLook.Core.Numerics;

/// <summary>How a <see cref="LevenbergMarquardt"/> fit ended.</summary>
public enum LeastSquaresOutcome
{
    /// <summary>A minimum was found to the tolerances, and covariances that were asked for are finite.</summary>
    Converged,

    /// <summary>
    /// A minimum was found, but covariances were asked for and are infinite: the points do not determine every parameter, or are no more than the
    /// parameters. The parameters are those of a minimum all the same.
    /// </summary>
    Singular,

    /// <summary>Too many evaluations, residuals that are no numbers, or no progress although the tolerances are not met.</summary>
    NotConverged,
}
