<#
.SYNOPSIS
Gives Autotask what QuickBooks answered: invoice numbers, transfer times and paid dates, through Autotask's REST API.
.DESCRIPTION
Applies outbox\autotask\<number>\*.patch.json, the lowest number first, and moves each folder to outbox\autotask\done
when all of it is applied. Stops at the first error with Autotask's words. Run it again then: it goes on with that folder;
what is written a second time is the same. With -WhatIf it only shows what it would write. Windows PowerShell 5.1 or newer.
AUTOTASK_USERNAME, AUTOTASK_SECRET and AUTOTASK_INTEGRATION_CODE (of an API-only user): what is not set is asked for.
.EXAMPLE
powershell -File Write-Back.ps1 -Folder \\server\autopost\outbox\autotask
#>
[CmdletBinding(SupportsShouldProcess = $true)]
param([Parameter(Mandatory = $true)] [string] $Folder)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12

# The fields that autopost writes back. Anything else in a file is a mistake, and nothing of that file is sent.
$known = @{ Invoices = @('invoiceNumber', 'webServiceDate', 'paidDate') }

# Runs one request; an error says in Autotask's words why it was not taken.
function Invoke-Autotask([string] $Method, [string] $Uri, [hashtable] $Headers, [string] $Body, [string] $What) {
    $request = @{ Method = $Method; Uri = $Uri; Headers = $Headers; ContentType = 'application/json; charset=utf-8' }
    if ($Body) { $request.Body = [Text.Encoding]::UTF8.GetBytes($Body) }
    try { Invoke-RestMethod @request } catch {
        $said = $_.Exception.Message
        if ($_.ErrorDetails) { $said += ' ' + $_.ErrorDetails.Message }
        throw "$What failed: $said Nothing after it was written; put it right and run this again."
    }
}

if (-not (Test-Path -LiteralPath $Folder -PathType Container)) { throw "There is no folder $Folder." }
$done = Join-Path $Folder 'done'
$waiting = @(Get-ChildItem -LiteralPath $Folder -Directory | Where-Object { $_.Name -match '^[0-9]+$' } |
        Sort-Object { [long] $_.Name })
if ($waiting.Count -eq 0) { Write-Output 'Nothing is to be written back.'; return }

$user = $env:AUTOTASK_USERNAME
$secret = $env:AUTOTASK_SECRET
if (-not $user -or -not $secret) {
    $login = Get-Credential -Message "Autotask's API user: its username and its secret"
    $user = $login.UserName
    $secret = $login.GetNetworkCredential().Password
}
$code = $env:AUTOTASK_INTEGRATION_CODE
if (-not $code) { $code = Read-Host 'Integration code (API tracking identifier) of that user' }
$headers = @{ ApiIntegrationCode = $code; UserName = $user; Secret = $secret }
$start = 'https://webservices.autotask.net/atservicesrest/v1.0/zoneInformation?user=' + [Uri]::EscapeDataString($user)
$zone = Invoke-Autotask 'Get' $start @{} '' "Asking for the zone of $user"
if ($zone.url -notlike 'https://*.autotask.net/*') { throw "$($zone.url) is no address of Autotask; nothing was sent to it." }
$api = ([string] $zone.url).TrimEnd('/') + '/V1.0/'

foreach ($set in $waiting) {
    # results.csv is written last: without it autopost is still at work on the folder.
    if (-not (Test-Path -LiteralPath (Join-Path $set.FullName 'results.csv'))) { throw "$($set.Name) is still being written." }
    foreach ($file in @(Get-ChildItem -LiteralPath $set.FullName -Filter '*.patch.json' | Sort-Object Name)) {
        $entity = $file.Name -replace '\.patch\.json$', ''
        if (-not $known.ContainsKey($entity)) { throw "$($file.FullName): this script does not know $entity." }
        $records = [IO.File]::ReadAllText($file.FullName) | ConvertFrom-Json
        foreach ($record in $records) {
            $strange = @($record.PSObject.Properties | ForEach-Object { $_.Name } |
                    Where-Object { $_ -ne 'id' -and $known[$entity] -notcontains $_ })
            if ($strange.Count -gt 0 -or -not ($record.id -gt 0)) { throw "$($file.FullName): not what autopost writes: $strange" }
        }
        foreach ($record in $records) {
            $body = ConvertTo-Json $record -Compress
            if (-not $PSCmdlet.ShouldProcess("$entity $($record.id)", $body)) { continue }
            [void] (Invoke-Autotask 'Patch' ($api + $entity) $headers $body "Writing $body of set $($set.Name) to $entity")
        }
    }
    if ($WhatIfPreference) { continue }
    if (-not (Test-Path -LiteralPath $done)) { [void] (New-Item -ItemType Directory -Path $done) }
    # A second answer to a set makes a second folder of its number.
    $target = Join-Path $done $set.Name
    if (Test-Path -LiteralPath $target) { $target += (Get-Date).ToString('-yyyyMMdd-HHmmss') }
    Move-Item -LiteralPath $set.FullName -Destination $target
    Write-Output "$($set.Name): written to Autotask, and moved to done."
}
