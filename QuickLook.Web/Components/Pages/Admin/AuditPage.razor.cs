using System.Globalization;
using Microsoft.AspNetCore.Components;
using QuickLook.Core.Access;
using QuickLook.Core.Storage.Service;
using QuickLook.Web.Security;
using QuickLook.Web.Security.Sessions;

namespace QuickLook.Web.Components.Pages.Admin;

/// <summary>The record of commands; the address carries filter and page.</summary>
public sealed partial class AuditPage : IDisposable
{
    private const int RowsOfAPage = 100;

    private readonly CancellationTokenSource left = new();
    private IReadOnlyList<string> actors = [];
    private IReadOnlyList<AuditEntry>? entries;
    private int total;
    private string? failure;
    private string? actor;
    private string? action;
    private string? text;
    private DateOnly? from;
    private DateOnly? to;

    /// <summary>Only of this actor.</summary>
    [SupplyParameterFromQuery(Name = "actor")]
    public string? AskedActor { get; set; }

    /// <summary>Only actions that begin with this.</summary>
    [SupplyParameterFromQuery(Name = "action")]
    public string? AskedAction { get; set; }

    /// <summary>Only with this in the detail or the address.</summary>
    [SupplyParameterFromQuery(Name = "text")]
    public string? AskedText { get; set; }

    /// <summary>From this day on.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? AskedFrom { get; set; }

    /// <summary>Up to this day.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? AskedTo { get; set; }

    /// <summary>Page, from 1, the newest.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? AskedPage { get; set; }

    [Inject]
    private AuditStore Audit { get; set; } = default!;

    [Inject]
    private ICurrentActor Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private int Page => Math.Clamp(AskedPage ?? 1, 1, int.MaxValue / RowsOfAPage);

    private AuditQuery Query => new(AskedActor, AskedAction, AskedText, AskedFrom, AskedTo);

    private string Range =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{((Page - 1) * RowsOfAPage) + 1:N0} to {((Page - 1) * RowsOfAPage) + entries!.Count:N0}"
        );

    private string ExportHref => Navigation.GetUriWithQueryParameters("/admin/audit.csv", Query.Parameters);

    /// <inheritdoc/>
    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        (actor, action, text) = (AskedActor, AskedAction, AskedText);
        (from, to) = (AuditQuery.Day(AskedFrom), AuditQuery.Day(AskedTo));
        try
        {
            await LookUpAsync();
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            failure = null; // the page was left
        }
    }

    private async Task LookUpAsync()
    {
        var who = await Current.GetAsync(left.Token);
        if (!who.May(Permission.Administer))
        {
            failure = $"{who.Name} may not read the audit log";
            return;
        }

        var filter = Query.Filter;
        var counted = await Audit.CountAsync(filter, left.Token);
        var listed = await Audit.ListAsync(filter, (Page - 1) * RowsOfAPage, RowsOfAPage, left.Token);
        failure = (counted.Failure ?? listed.Failure)?.ToString();
        if (failure is null)
        {
            (total, entries) = (counted.Value, listed.Value);
            actors = (await Audit.ListActorsAsync(left.Token)).Or(actors);
        }
    }

    private void Search() =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                "/admin/audit",
                new AuditQuery(actor, action, text, AuditQuery.Written(from), AuditQuery.Written(to)).Parameters
            )
        );

    private string PageHref(int page) =>
        Navigation.GetUriWithQueryParameters(
            "/admin/audit",
            new Dictionary<string, object?>(Query.Parameters, StringComparer.Ordinal) { ["page"] = page }
        );
}
