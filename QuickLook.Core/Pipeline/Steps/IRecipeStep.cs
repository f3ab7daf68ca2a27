using System.Text.Json.Nodes;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Steps;

/// <summary>A processing step that recipes can name: a small adapter between a run and the room that does the work.</summary>
internal interface IRecipeStep
{
    /// <summary>Name as in recipes and logs: <c>Preproc</c>.</summary>
    string Name { get; }

    /// <summary>Does the step and adds its result to the workbench.</summary>
    /// <param name="bench">What the run has so far.</param>
    /// <param name="parameters">Parameters of the step in the recipe; not changed.</param>
    /// <param name="metrics">METRICS of the step's record, to be added to.</param>
    /// <param name="cancellationToken">Ends the step with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Done, or why the run cannot go on.</returns>
    Result<Done> Run(
        Workbench bench,
        IReadOnlyDictionary<string, JsonNode> parameters,
        JsonObject metrics,
        CancellationToken cancellationToken
    );
}
